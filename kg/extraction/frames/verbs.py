"""Verb frames over clauses: each row of the table whose slots a clause fills tells a fact.

Source of the method: frame semantics over valency slots (Fillmore 1982), linking from voice-normalised roles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.predicates import Predicate
from kg.model import How, Mention, Modality, Qualifier, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..goods.ordering import ordered
from ..measures.licences import lets_approve
from ..measures.lifted import was_in_force
from ..scene import Scene, Target
from ..scope.scope import Scope, scope
from .met import condition_holds
from .slots import atom_phrase, companions, fill, role_phrase
from .tables import Atom, Slot, VerbFrame

Filler = Callable[..., tuple[Target, ...]]

_BETWEEN = Slot(((Atom("p:zwischen"),),))
_OBJECT = Slot(((Atom("obj"),),))
_DOER_BELOW = Slot(((Atom("that:doer"),),))
_MAKING = frozenset({"produces", "investsIn", "owns"})  # what firms do with each other
# relations to somebody that hold when they hold to what somebody does
_STATES = frozenset({"worksFor", "leads", "owns", "partOf"})
# their past is the beginning or the keeping of a tie
_BEGINS = frozenset(
    "abwerben angliedern anheuern antreten aufstocken ausbauen behalten beitreten beteiligen eingliedern einsteigen "
    "erhöhen erwerben gründen hervorgehen integrieren kaufen mitgründen nehmen rücken schließen sichern stilllegen "
    "wechseln zusammenschließen ablösen übernehmen".split()
)
# their past and perfect end it; until then it holds
_PARTS = frozenset("verlassen kündigen austreten abspalten ausgliedern herauslösen".split())
_JOINTLY = ("gemeinsam", "zusammen", "miteinander", "gemeinschaftlich")
# "liegt gemeinsam mit Malta auf Rang drei": side by side, not together
_RANKS = frozenset(
    "kommen liegen stehen rangieren landen gelten haben sein belegen teilen telefonieren sprechen reden verhandeln "
    "streiten ringen".split()
)
_MOVES = frozenset({"visits", "meets", "negotiatesWith"})
_BOUGHT = frozenset({"acquires", "owns", "investsIn"})
_OFFERS = frozenset("anbieten vertreiben verkaufen zeigen vorstellen präsentieren führen".split())
_OF_DEEDS = frozenset({"criticizes", "supports", "warnsOf", "lobbies"})


def verb_facts(scene: Scene) -> Iterator[Found]:
    """Facts that the verbs of a sentence tell."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        yield from _together(scene, clause)
        for lemma in lemmas(scene, clause):
            for frame in scene.frames.verbs.get(lemma, ()):
                if frame.relation != "produces" or not ordered(scene, clause):
                    yield from apply_frame(scene, clause, frame)


def lemmas(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """The predicate, and with a copula the adjective that carries the meaning ("abhängig", "beteiligt")."""
    predicate = clause.predicate
    assert predicate is not None
    shows = predicate.reflexive and predicate.lemma in ("zeigen", "geben", "äußern")  # "zeigte sich empört"
    depends = predicate.lemma == "machen" and predicate.reflexive  # "hat sich von China abhängig gemacht"
    copula = predicate.lemma in ("sein", "bleiben", "werden") or depends
    if shows or copula and predicate.voice == "active":
        tags = ("ADJD", "VVPP", "VVFIN") if shows else ("ADJD", "VVPP")
        adjectives = [scene.doc[i].lower_ for i in clause.tokens if scene.doc[i].tag_ in tags]
        return (predicate.lemma, *(a for a in adjectives if a in scene.frames.verbs))
    if predicate.finite is not None and (predicate.state or predicate.tense in ("perfect", "pluperfect")):
        # "ist beteiligt" reads as a perfect of "beteiligen": the state is meant where the table has it
        form = scene.doc[predicate.verb].lower_
        if form in scene.frames.verbs and scene.doc[predicate.finite].lower_ in (
            "ist",
            "sind",
            "war",
            "waren",
            "sei",
            "seien",
        ):
            return (form,)
    return (predicate.lemma,)


def apply_frame(scene: Scene, clause: Clause, frame: VerbFrame, filled: Filler = fill) -> Iterator[Found]:
    """What one row tells of a clause. filled: who fills a slot, where the clause alone does not say."""
    predicate = clause.predicate
    assert predicate is not None
    if frame.reflexive != predicate.reflexive and (frame.reflexive or frame.lemma in scene.frames.reflexives):
        return
    if not condition_holds(scene, clause, frame.condition):
        return
    if frame.relation == "permits" and lets_approve(clause):
        return
    if frame.relation in _MOVES and predicate.operator == "lassen":
        return  # "Israel ließ ihn nicht einreisen": it is not Israel that travels
    each = any(a.role == "each" for alternative in frame.object.alternatives for a in alternative)
    subjects = [replace(t, mention=scene.actor(t.mention)) for t in filled(scene, clause, frame.subject)]
    objects = list(filled(scene, clause, frame.object, "object"))
    if not objects and frame.relation in ("criticizes", "supports") and frame.object == _OBJECT:
        # "hält es für falsch, dass Washington liefert"
        objects = list(filled(scene, clause, _DOER_BELOW))
    if each and not subjects:
        # "zwischen der EU und Chile wurde ein Abkommen vereinbart"
        subjects = [replace(t, mention=scene.actor(t.mention)) for t in filled(scene, clause, _BETWEEN)]
        subjects = subjects or _they(scene, clause)
    if not subjects:
        return
    if frame.relation == "visits":
        objects = [replace(t, mention=scene.town(t.mention)) for t in objects]
    if frame.relation not in _OF_DEEDS:
        objects = [t for t in objects if not t.deed]
    if frame.relation == "supplies":
        subjects = [t for t in subjects if not is_a(t.mention.entity.cls, "Person")]  # firms and states trade
    if frame.relation in _OF_DEEDS:
        objects = [replace(t, mention=scene.actor(t.mention)) for t in objects]  # "warb in Brüssel"
    if frame.relation in ("supports", "criticizes"):
        objects = [t for t in objects if not _wants_less(scene, t.mention)]
    # "Nikon und Canon lassen ihre Ausfuhren genehmigen": what is theirs makes neither the other's object
    themselves = {s.mention.entity.id for s in subjects}
    pairs = [(s, o) for s in subjects for o in objects if not o.mention.hops or o.mention.entity.id not in themselves]
    if each and len(subjects) > 1 and _hangs_on_object(scene, clause):
        # "A und B unterschrieben den Pakt mit Chile": "mit" belongs to the noun, A and B to each other
        objects, pairs = [], []
    if each and len(subjects) > 1 and {o.mention.entity.id for o in objects} <= themselves:
        pairs = [(a, b) for n, a in enumerate(subjects) for b in subjects[n + 1 :]]
    pairs = [(s, o) for s, o in pairs if not _mere_things(scene, frame, s.mention, o.mention)]
    if not pairs:
        return
    told = scope(scene, clause)
    modality = weakest(told.modality, frame.modality or Modality.ASSERTED)
    if frame.lemma in _PARTS and frame.relation in _STATES and modality is not Modality.DENIED:
        modality = Modality.ASSERTED  # "will OpenAI verlassen": who wants to leave is still there
    confirmed, assigned = clause.votes
    score = 0.72 + (0.1 * confirmed / assigned if assigned else 0.0)
    if clause.shared_subject or clause.kind == "infinitive":
        score -= 0.08
    for subject, object_ in pairs:
        found = told.fact(
            subject=subject.mention,
            relation=frame.relation,
            object=object_.mention,
            rule=f"{frame.relation}.{frame.lemma}",
            token=predicate.verb,
            score=score - (0.12 if object_.loose or subject.loose else 0.0),
            modality=modality,
            status=_status_of(frame, predicate, told.status),
            qualifiers=tuple(_qualifiers(scene, clause, frame, object_)),
        )
        yield found
        if frame.relation == "eases":
            yield from was_in_force(scene, clause, frame.lemma, found, told)


def _mere_things(scene: Scene, frame: VerbFrame, subject: Mention, object_: Mention) -> bool:
    """„kaufte [einen] Porsche“ is a car; "A1 bietet Apple-Handys an": another firm makes them."""
    if frame.relation in _BOUGHT and object_.entity.cls == "Company" and object_.first > 0:
        return scene.doc[object_.first - 1].lower_ in ("ein", "einen", "einem", "eines")
    if frame.relation == "visits" and frame.lemma == "landen":  # "landete in den Wahlen in X auf dem ersten Platz"
        beside = (p for p in scene.sentence.phrases if p.prep == "auf")
        return any(scene.noun(p).lower().endswith(("platz", "rang", "stelle")) for p in beside)
    if frame.relation != "produces" or frame.lemma not in _OFFERS:
        return False
    fronts = (m.entity.id for m in scene.covering(object_.first, (How.PART,)) if m.entity.cls == "Company")
    return {object_.entity.part_of, *fronts} - {None, subject.entity.id} != set()


def _status_of(frame: VerbFrame, predicate: Predicate, told: Status) -> Status:
    """„arbeitete für X“, "gehörte Y": a post or tie told in the past has ended."""
    begins = predicate.lemma in _BEGINS  # of a light verb too: "übernahm die Leitung"
    over = frame.relation in _STATES and predicate.tense in ("past", "pluperfect") and not begins
    parted = (
        frame.relation in _STATES and frame.lemma in _PARTS and predicate.tense in ("past", "perfect", "pluperfect")
    )
    return Status.FORMER if over or parted else told


def _they(scene: Scene, clause: Clause) -> list[Target]:
    """„Sie einigten sich“: the two that talked last, where nothing else is known of "sie"."""
    subject = scene.phrase(clause.subject)
    if scene.pair is None or subject is None or scene.doc[subject.head].lower_ != "sie" or subject.prep is not None:
        return []
    plural = clause.predicate is not None and clause.predicate.number == "PLU"
    return [Target(m, loose=True) for m in scene.taken_up(scene.pair)] if plural else []


def _wants_less(scene: Scene, mention: Mention) -> bool:
    """„sprach sich für [niedrigere] Zölle aus“: that is not for the tariffs."""
    before = scene.doc[mention.first - 1].lower_ if mention.first else ""
    return mention.entity.cls == "Measure" and before.startswith(("niedriger", "geringer", "weniger", "milder"))


def _hangs_on_object(scene: Scene, clause: Clause) -> bool:
    core = role_phrase(scene, clause, "obj")
    return core is not None and any(
        p.prep == "mit" and p.attribute_of == core.index for p in map(scene.phrase, clause.obliques) if p is not None
    )


def _together(scene: Scene, clause: Clause) -> Iterator[Found]:
    """Those who do something together are partners in it."""
    subject = role_phrase(scene, clause, "subj")
    if subject is None or clause.predicate is None or clause.predicate.lemma in _RANKS:
        return
    own = scene.everyone(subject, clause)
    pairs = [(one, other) for phrase in companions(scene, clause) for one in own for other in scene.everyone(phrase)]
    pairs = [p for p in pairs if not all(is_a(m.entity.cls, "Person") for m in p)]
    if not pairs and any(
        scene.doc[i].lower_ in _JOINTLY and scene.doc[i].tag_ in ("ADV", "ADJD") for i in clause.tokens
    ):
        pairs = [(one, other) for n, one in enumerate(own) for other in own[n + 1 :]]
    if not pairs and _makes(scene, clause):
        pairs = [(one, other) for one in own for other in _partners(scene, clause) if _are_firms(one, other)]
    told = scope(scene, clause) if pairs else Scope()
    for one, other in pairs:
        yield told.fact(
            one,
            "partnersWith",
            other,
            "partnersWith.together",
            clause.predicate.verb,
            0.6,
        )


def _makes(scene: Scene, clause: Clause) -> bool:
    """„baut“, "entwickelt", "betreibt": a verb of making, no other tie of its own to whom "mit" names."""
    assert clause.predicate is not None
    frames = scene.frames.verbs.get(clause.predicate.lemma, ())
    return bool(frames) and all(frame.relation in _MAKING for frame in frames)


def _partners(scene: Scene, clause: Clause) -> Iterator[Mention]:
    """„TSMC baut [mit Bosch und NXP] eine Fabrik“."""
    for phrase in map(scene.phrase, clause.obliques):
        if phrase is not None and phrase.prep == "mit" and phrase.conjunct_of is None and phrase.attribute_of is None:
            yield from scene.everyone(phrase)


def _are_firms(one: Mention, other: Mention) -> bool:
    return is_a(one.entity.cls, "Company") and is_a(other.entity.cls, "Company") and one.entity.id != other.entity.id


def _qualifiers(scene: Scene, clause: Clause, frame: VerbFrame, target: Target) -> Iterator[Qualifier]:
    if target.measure:
        yield Qualifier("measure", target.measure, "words")
    for name, slot in frame.qualifiers:
        if name in ("amount", "share"):
            continue
        for alternative in slot.alternatives:
            for atom in alternative:
                phrase = atom_phrase(scene, clause, atom)
                if phrase is None:
                    continue
                named = scene.named(phrase) or tuple(t.mention for t in scene.targets(phrase))[:1]
                if named:
                    yield Qualifier(name, named[0].entity.id, "entity")
                elif phrase.kind == "noun":
                    yield Qualifier(name, scene.doc[phrase.start : phrase.end].text, "words")
