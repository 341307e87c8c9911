"""What somebody may or may not do, by whose leave: "Nvidia darf den H20 nicht mehr nach China liefern"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.model import Mention, Modality, Qualifier, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot
from ..scene import Scene, Target
from ..scope.scope import scope
from .authorities import authority, unnamed_authority
from .nouns import imposes

_SUBJECT = Slot(((Atom("subj"),),))
_OBJECT = Slot(((Atom("obj"),),))
_LICENCES = ("mit", "nach", "ohne", "dank")  # "mit Genehmigung aus Washington"
_PAST = ("past", "pluperfect")  # "ließ wochenlang nichts liefern": what lasted for a while is over
_ONLY = ("nur", "lediglich", "ausschließlich")  # "dürfen nur noch mit Lizenz ausgeführt werden"


def allowance_facts(scene: Scene) -> Iterator[Found]:
    """Permissions and bans that the modal verb "dürfen" tells, where the one who allows is known."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is not None and predicate.operator == "lassen" and predicate.modal is None:
            yield from _letting(scene, clause)
        if predicate is None or predicate.modal != "dürfen" or predicate.konjunktiv == "II":
            continue
        banned = predicate.negated or _nothing(scene, clause) or _by_licence_only(scene, clause)
        if not banned and not _allowance(scene, clause):
            continue  # "dürfte steigen", "darf gespannt sein": no permission
        yield from _told(scene, clause, banned)


def _told(scene: Scene, clause: Clause, banned: bool) -> Iterator[Found]:
    assert clause.predicate is not None
    subjects = [t for t in fill(scene, clause, _SUBJECT) if not authority(t.mention)]
    sold = clause.predicate.voice == "passive"  # "verkauft werden darf DeepSeek nicht mehr"
    goods = [t for t in fill(scene, clause, _OBJECT, "object") if _goods(t) or (sold and _firm(t))]
    hit = subjects if not goods else [t for t in subjects if _firm(t)]
    targets = [*hit, *goods] if banned else subjects or goods
    kept = _kept_in(scene, clause) if banned else ()
    goods = [g for g in goods if g.mention.entity.id not in {m.entity.id for m in kept}]
    allowing = (
        kept or _where_to(scene, clause) or unnamed_authority(scene, clause, [t.mention for t in (*subjects, *goods)])
    )
    told = scope(scene, clause)
    if told.speaker is not None and imposes(told.speaker):
        allowing = (told.speaker,)  # "Nvidia dürfe den H20 liefern, teilte Trump mit"
    elif told.speaker is None:
        allowing = _decided(scene, clause) or allowing
    for author in allowing:
        for target in targets:
            yield Found(
                author,
                "restricts" if banned else "permits",
                target.mention,
                "restricts.not-allowed" if banned else "permits.allowed",
                clause.predicate.verb,
                0.55,
                modality=_modality(told.modality) if not _on_condition(scene, clause) else Modality.POSSIBLE,
                speaker=told.speaker if told.speaker is not author else None,
                speaker_words=told.speaker_words,
                qualifiers=tuple(_products(target.mention, goods)),
            )


def _on_condition(scene: Scene, clause: Clause) -> bool:
    """„darf liefern, [wenn die USA zustimmen]“: leave that is not yet given."""
    hangs = (c for c in scene.sentence.clauses if c.parent == clause.index or c.index == clause.index - 1)
    return any(c.introducer in ("wenn", "falls", "sofern", "sobald") for c in hangs)


def _decided(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    """„Nippon Steel darf US Steel kaufen, [entschied Trump]“: who decides it allows it."""
    for other in scene.sentence.clauses:
        beside = abs(other.index - clause.index) == 1 and other.kind == "main" and other.predicate is not None
        if beside and scene.frames.does(other.predicate.lemma, "decides") and other.object is None:
            return tuple(m for m in (scene.actor(t.mention) for t in fill(scene, other, _SUBJECT)) if imposes(m))
    return ()


def _where_to(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    """„darf nicht mehr [in die USA] eingeführt werden“: imports are for the state to forbid that they go to."""
    if clause.predicate is None or not scene.frames.does(clause.predicate.lemma, "imports"):
        return ()
    phrases = (scene.sentence.phrases[i] for i in clause.obliques)
    bound = (p for p in phrases if p.prep in ("in", "nach"))
    return tuple(m for p in bound for m in scene.everyone(p) if authority(m))


def _kept_in(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    """„durften [China] nicht mehr verlassen“: the state that lets nothing out."""
    if clause.predicate is None or clause.predicate.lemma != "verlassen":
        return ()
    return tuple(t.mention for t in fill(scene, clause, _OBJECT) if is_a(t.mention.entity.cls, "Country"))


def _letting(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„Moskau lässt kein Titan mehr in den Westen verkaufen“: a state that does not let things go."""
    predicate = clause.predicate
    assert predicate is not None
    if not (predicate.negated or _nothing(scene, clause)) or not scene.frames.does(predicate.lemma, "trades"):
        return
    told = scope(scene, clause)
    for author in fill(scene, clause, _SUBJECT):
        for target in fill(scene, clause, _OBJECT, "object"):
            if authority(author.mention) and _goods(target):
                yield told.fact(
                    author.mention,
                    "restricts",
                    target.mention,
                    "restricts.not-let",
                    predicate.verb,
                    0.6,
                    modality=_modality(told.modality),
                    status=Status.FORMER if predicate.tense in _PAST else Status.CURRENT,
                )


def _products(target: Mention, goods: list[Target]) -> Iterator[Qualifier]:
    yield from (
        Qualifier("product", g.mention.entity.id, "entity") for g in goods if g.mention.entity.id != target.entity.id
    )


def _goods(target: Target) -> bool:
    return is_a(target.mention.entity.cls, "Material") or is_a(target.mention.entity.cls, "Product")


def _firm(target: Target) -> bool:
    return is_a(target.mention.entity.cls, "Company")


def _modality(told: Modality) -> Modality:
    """The modal itself and its "nicht" are the fact told, no doubt of it; what lies above them stays."""
    return Modality.ASSERTED if told in (Modality.POSSIBLE, Modality.DENIED) else weakest(told)


def _nothing(scene: Scene, clause: Clause) -> bool:
    """„darf keine Chips liefern“."""
    return any(scene.doc[i].lower_.startswith("kein") and scene.doc[i].tag_ == "PIAT" for i in clause.tokens)


def _by_licence_only(scene: Scene, clause: Clause) -> bool:
    """„dürfen nur noch mit Genehmigung ausgeführt werden“: a licence duty."""
    phrases = (scene.sentence.phrases[i] for i in clause.obliques)
    licence = any(p.prep in _LICENCES and scene.kind(p) == "permission" for p in phrases)
    return licence and any(scene.doc[i].lower_ in _ONLY for i in clause.tokens)


def _allowance(scene: Scene, clause: Clause) -> bool:
    """Whether somebody may do something: a firm that acts, "wieder", "künftig"."""
    subject = role_phrase(scene, clause, "subj")
    if subject is None or clause.predicate is None or clause.predicate.lemma in ("sein", "haben", "werden"):
        return False
    return any(is_a(m.entity.cls, "Company") or is_a(m.entity.cls, "Product") for m in scene.everyone(subject, clause))
