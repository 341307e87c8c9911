"""Who cannot do without what: "Ohne Gallium laufen bei Infineon keine Bänder", "kann auf Graphit nicht verzichten"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import fill
from ..frames.tables import parse_slot
from ..scene import Scene
from ..scope.scope import scope
from .origins import is_goods, origins

_NONE = frozenset({"nicht", "nichts", "nie", "niemand", "kaum", "niemals"})
_STANDS_STILL = frozenset({"stillstehen", "zusammenbrechen", "kollabieren", "scheitern", "erliegen"})
_STOPS = frozenset({"erliegen", "stillstand", "still", "undenkbar", "unmöglich"})  # "käme zum [Erliegen]"
# verbs of mere going on: "ohne die USA geht nichts"; with others "ohne" tells who takes no part
_GOES = frozenset("gehen laufen funktionieren auskommen drehen klappen bewegen überleben".split())
_MOST = ("großteil", "größtenteils", "großenteils", "überwiegend", "ausschließlich", "meisten", "hauptsächlich")
_SUBJECT = parse_slot("subj")


def need_facts(scene: Scene) -> Iterator[Found]:
    """What a clause says cannot be missed, and from whom nearly all comes."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        if _mostly(scene, clause):
            yield from _leans(scene, clause)
        if not _lacks(scene, clause):
            continue
        for index in clause.obliques:
            phrase = scene.sentence.phrases[index]
            if _missing(clause, phrase):
                yield from _needed(scene, clause, phrase)


def _mostly(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells of nearly all: "fast alle Magnete", "den größten Teil", "90 Prozent"."""
    tokens = [scene.doc[i] for i in clause.tokens]
    for before, token in zip([None, *tokens], tokens, strict=False):
        word = token.lower_
        if word.startswith(_MOST) or (word == "teil" and before is not None and before.lower_.startswith("größte")):
            return True
        if before is None:
            continue
        if before.lower_ in ("fast", "beinahe", "nahezu") and word.startswith(("all", "sein", "ihr", "das", "ganz")):
            return True
        number = before.text.partition(",")[0]
        if word in ("prozent", "%") and number.isdigit() and int(number) >= 60:
            return True
    return False


def _leans(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„Europa bezieht fast alle Magnete aus China“: Europe depends on China."""
    assert clause.predicate is not None
    for frame in scene.frames.verbs.get(clause.predicate.lemma, ()):
        roles = {a.role for alternative in frame.object.alternatives for a in alternative}
        if frame.relation != "supplies" or roles != {"subj"} or frame.condition == "sales":
            continue
        told = scope(scene, clause)
        for source in fill(scene, clause, frame.subject):
            for buyer in fill(scene, clause, frame.object):
                yield told.fact(
                    buyer.mention,
                    "dependsOn",
                    source.mention,
                    "dependsOn.nearly-all",
                    clause.predicate.verb,
                    0.55,
                    status=told.status,
                )


def _missing(clause: Clause, phrase: Phrase) -> bool:
    assert clause.predicate is not None
    forgone = phrase.prep == "auf" and clause.predicate.lemma == "verzichten" and clause.predicate.modal == "können"
    return phrase.conjunct_of is None and (forgone or phrase.prep == "ohne")


def _lacks(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says that nothing happens: "nicht", "keine Bänder", "stünden still"."""
    assert clause.predicate is not None
    words = (scene.doc[i].lower_ for i in clause.tokens)
    stops = clause.predicate.lemma in _STANDS_STILL
    return stops or any(w in _NONE or w in _STOPS or w.startswith("kein") for w in words)


def _needed(scene: Scene, clause: Clause, phrase: Phrase) -> Iterator[Found]:
    assert clause.predicate is not None
    wanted = [m for m in scene.everyone(phrase) if is_goods(m)]
    if clause.predicate.lemma in _GOES:
        wanted += [m for m in scene.everyone(phrase) if is_a(m.entity.cls, "Agent")]
    wanted += origins(scene, phrase, plants=True)
    sellers = [m for m in origins(scene, phrase) if m.entity.cls == "Country"]
    told = scope(scene, clause)
    ids = {m.entity.id for m in wanted}
    for needer in _needers(scene, clause, phrase, ids) if wanted else ():
        for it in wanted:
            if it.entity.id != needer.entity.id:
                yield Found(
                    needer,
                    "dependsOn",
                    it,
                    f"dependsOn.{phrase.prep}-negated",
                    phrase.head,
                    0.6,
                    speaker=told.speaker,
                    speaker_words=told.speaker_words,
                )
        for seller in sellers:
            yield Found(
                seller,
                "supplies",
                needer,
                "supplies.needed",
                phrase.head,
                0.5,
                speaker=told.speaker,
                speaker_words=told.speaker_words,
            )


def _needers(scene: Scene, clause: Clause, missing: Phrase, wanted: set[str]) -> tuple[Mention, ...]:
    """Who cannot do without: the subject, whose the subject is, or where nothing happens."""
    does = tuple(t.mention for t in fill(scene, clause, _SUBJECT) if is_a(t.mention.entity.cls, "Agent"))
    subject = scene.phrase(clause.subject)
    if not does and subject is not None:
        does = tuple(m for m in scene.owner(subject) if is_a(m.entity.cls, "Agent"))
    does = tuple(m for m in does if m.entity.id not in wanted)  # "ohne Anlagen von X werde nichts gebaut": no agent
    if does:
        return does
    beside = (scene.sentence.phrases[i] for i in clause.obliques if i != missing.index)
    there = (m for p in beside if p.prep in ("in", "bei", "für") for m in scene.everyone(p))
    return tuple(m for m in there if m.entity.cls in ("Country", "Company", "Alliance"))
