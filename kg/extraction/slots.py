"""Slots of a frame filled from a clause: roles as in the active voice, prepositions, governed infinitives."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention
from kg.vocab import is_a

from .scene import Scene, Target
from .tables import Atom, Slot

# verbs whose dative or object, not subject, does what their infinitive says: "erlaubte Nvidia, … zu liefern"
_OBJECT_CONTROL = frozenset(
    "vorwerfen beschuldigen bezichtigen verdächtigen "
    "erlauben gestatten genehmigen verbieten untersagen bitten auffordern zwingen ermöglichen "
    "anweisen helfen "
    "raten drängen aufrufen hindern abhalten".split()
)
_MONEY = ("Euro", "Dollar", "US-Dollar", "Yen", "Yuan", "Rupien", "Rupie", "Pfund", "Franken", "Won")


def fill(scene: Scene, clause: Clause, slot: Slot, follow: str = "") -> tuple[Target, ...]:
    """Who fills a slot in a clause; empty where nobody does. follow: "object" looks through trade nouns."""
    for alternative in slot.alternatives:
        out: list[Target] = []
        for atom in alternative:
            for target in _fill_atom(scene, clause, atom, follow):
                if _has_class(target.mention, atom.classes) and all(
                    t.mention.entity.id != target.mention.entity.id for t in out
                ):
                    out.append(target)
        if out:
            return tuple(out)
    return ()


def _has_class(mention: Mention, classes: tuple[str, ...]) -> bool:
    return not classes or any(is_a(mention.entity.cls, c) for c in classes)


def _fill_atom(scene: Scene, clause: Clause, atom: Atom, follow: str) -> Iterator[Target]:
    if atom.role == "inf:obj":
        for other in scene.sentence.clauses:
            if other.parent == clause.index and other.kind == "infinitive":
                yield from _through(scene, other, scene.phrase(other.object), "object")
        return
    if atom.role == "that:subj":
        for other in scene.sentence.clauses:
            if other.parent == clause.index and other.kind == "complement" and other.subject is not None:
                subject = scene.sentence.phrases[other.subject]
                named = scene.everyone(subject, other)
                yield from (Target(m) for m in named)
                if not named:
                    yield from (Target(m, loose=True) for m in scene.loosely(subject)[:1])
        return
    if atom.preposition is not None:
        for index in clause.obliques:
            phrase = scene.sentence.phrases[index]
            if phrase.attribute_of is not None and phrase.attribute_of == clause.object and _takes(scene, clause):
                continue  # "fordert ein Verbot von Huawei": the noun's attribute, not whom it is asked of
            if phrase.prep == atom.preposition and phrase.conjunct_of is None:
                yield from _through(scene, clause, phrase, atom.follow or "plain")
        return
    phrase = role_phrase(scene, clause, atom.role)
    if phrase is not None:
        yield from _through(scene, clause, phrase, atom.follow or follow)
        if atom.role == "subj":
            yield from (Target(m) for p in companions(scene, clause) for m in scene.everyone(p))
    elif atom.role == "subj":
        yield from _controller(scene, clause)


def _takes(scene: Scene, clause: Clause) -> bool:
    """Whether the object is a noun that takes attributes of its own."""
    core = scene.phrase(clause.object)
    return core is not None and scene.kind(core) in ("measure", "carrier", "lift", "impose")


def companions(scene: Scene, clause: Clause) -> Iterator[Phrase]:
    """„zusammen mit Sojitz“, "gemeinsam mit PSMC": who takes part in what the subject does."""
    for index in clause.obliques:
        phrase = scene.sentence.phrases[index]
        if phrase.prep == "mit" and phrase.prep_at is not None and phrase.conjunct_of is None:
            if scene.doc[phrase.prep_at - 1].lower_ in ("zusammen", "gemeinsam"):
                yield phrase


def role_phrase(scene: Scene, clause: Clause, role: str) -> Phrase | None:
    """The phrase of a role as in the active voice: a passive's agent is its subject, its subject the object."""
    predicate = clause.predicate
    passive = predicate is not None and predicate.voice == "passive"
    if passive and predicate is not None and predicate.state:
        passive = scene.doc[predicate.verb].lower_ not in scene.frames.verbs  # "ist beteiligt": a frame of its own
    if role in ("subj", "each"):
        if not passive:
            return scene.phrase(clause.subject)
        return _agent(scene, clause)
    if role == "obj":
        return scene.phrase(clause.subject if passive else clause.object) or _undeclined(scene, clause.dative, "AKK")
    if role == "dat":
        other = _undeclined(scene, None if passive else clause.object, "DAT")
        somebody = other is not None and any(is_a(m.entity.cls, "Agent") for m in scene.named(other))
        return scene.phrase(clause.dative) or (other if somebody else None)
    if role == "pred":
        return scene.phrase(clause.predicative)
    return None


def _agent(scene: Scene, clause: Clause) -> Phrase | None:
    """Who does it in the passive; "Chips [von Huawei] werden [von SMIC] hergestellt": not the subject's attribute."""
    found = [p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep in ("von", "durch")]
    agents = [p for p in found if any(is_a(m.entity.cls, "Agent") for m in scene.everyone(p, clause))]
    free = [p for p in agents if p.attribute_of is None or p.attribute_of != clause.subject]
    return (free or agents or [None])[0]


def atom_phrase(scene: Scene, clause: Clause, atom: Atom) -> Phrase | None:
    if atom.preposition is not None:
        found = (scene.sentence.phrases[i] for i in clause.obliques)
        return next((p for p in found if p.prep == atom.preposition), None)
    if atom.role == "inf:obj":
        for other in scene.sentence.clauses:
            if other.parent == clause.index and other.kind == "infinitive":
                return scene.phrase(other.object)
        return None
    return role_phrase(scene, clause, atom.role)


def _undeclined(scene: Scene, index: int | None, case: str) -> Phrase | None:
    """„drohte China“: a bare name shows no case, so the verb's own case decides."""
    phrase = scene.phrase(index)
    return phrase if phrase is not None and case in phrase.cases and len(phrase.cases) > 2 else None


def _controller(scene: Scene, clause: Clause) -> Iterator[Target]:
    """Who does what an infinitive says: the governing clause's subject, or its object after "erlauben", "bitten"."""
    if clause.kind != "infinitive" or clause.parent is None:
        return
    governor = scene.sentence.clauses[clause.parent]
    if governor.predicate is None:
        return
    if governor.predicate.lemma in ("fordern", "verlangen", "erwarten"):
        # "verlangt von den USA, … zu lockern": who is asked acts; unnamed, nobody is known to
        asked = next((p for p in map(scene.phrase, governor.obliques) if p is not None and p.prep == "von"), None)
        yield from (Target(m) for m in scene.everyone(asked)) if asked is not None else ()
        return
    if governor.predicate.lemma in _OBJECT_CONTROL:
        for role in ("dat", "obj"):
            phrase = role_phrase(scene, governor, role)
            if phrase is not None:
                yield from (Target(m) for m in scene.everyone(phrase, governor))
                return
        return
    phrase = role_phrase(scene, governor, "subj")
    if phrase is not None:
        yield from (Target(m) for m in scene.everyone(phrase, governor))
    else:
        yield from _controller(scene, governor)


def _through(scene: Scene, clause: Clause, phrase: Phrase | None, follow: str) -> Iterator[Target]:
    if phrase is None:
        return
    phrase = scene.resolved(phrase, clause)
    if follow == "measure":
        if phrase.kind == "pronoun":
            phrase = _measure_before(scene, phrase) or phrase
        if scene.kind(phrase) in ("measure", "impose"):
            yield from scene.targets(phrase)
        return
    if follow == "owner":
        # "auf eine schwarze Liste des Zollamts setzen": whose list it is acts
        yield from (Target(m) for m in scene.owner(phrase))
        yield from (Target(m) for a in scene.attributes(phrase) for m in scene.everyone(a))
        yield from (Target(m, loose=True) for m in scene.loosely(phrase) if is_a(m.entity.cls, "Agent"))
        return
    if follow == "share":
        for attribute in (*scene.attributes(phrase, ("an", "von", "bei")), *scene.attributes(phrase)):
            yield from (Target(m) for m in scene.everyone(attribute))
        return
    if follow in ("object", "plain") and scene.kind(phrase) == "carrier":
        yield from scene.targets(phrase)
        return
    named = scene.everyone(phrase)
    yield from (Target(m) for m in named)
    if not named and follow == "object":
        yield from (Target(m, loose=True) for m in _among(scene, phrase))
        # "Chinas Vorgehen", "die Entscheidung Trumps": what somebody does stands for who does it
        owners = scene.owner(phrase)
        behind = tuple(m for a in scene.attributes(phrase) for m in scene.everyone(a))
        yield from (Target(m, loose=True, deed=True) for m in (*owners, *behind)[:1] if is_a(m.entity.cls, "Agent"))


def _among(scene: Scene, phrase: Phrase) -> Iterator[Mention]:
    """„setzte 50 Firmen auf die Liste, darunter [YMTC] und [SMIC]“."""
    if "PLU" not in phrase.numbers or phrase.kind != "noun":
        return
    for p in scene.sentence.phrases[phrase.index + 1 :]:
        if p.prep is None and p.start > phrase.end and scene.doc[p.start - 1].lower_ == "darunter":
            yield from scene.everyone(p)
            return


def _measure_before(scene: Scene, pronoun: Phrase) -> Phrase | None:
    """„… mit Abgaben, um sie dann doch auszusetzen“: the measure that a pronoun stands for."""
    before = [
        p for p in scene.sentence.phrases[: pronoun.index] if scene.kind(p) == "measure" and p.numbers & pronoun.numbers
    ]
    return before[-1] if before else None


def condition_holds(scene: Scene, clause: Clause, condition: str) -> bool:
    """Whether a frame's condition holds: obj:KIND, subj:NOUN, p:PREP:NOUN, adj:WORD, goods, tone:negative, past."""
    if not condition:
        return True
    name, _, value = condition.partition(":")
    if name == "subj":
        phrase = role_phrase(scene, clause, "subj")
        return phrase is not None and scene.noun(scene.resolved(phrase, clause)) == value
    if name == "goods":
        phrase = role_phrase(scene, clause, "obj")
        named = scene.everyone(phrase, clause) if phrase is not None else ()
        shares = phrase is not None and scene.noun(phrase) in ("Anteil", "Beteiligung", "Aktie", "Tochter", "Sparte")
        return not shares and not any(
            is_a(m.entity.cls, "Organization") or is_a(m.entity.cls, "Facility") for m in named
        )
    if name == "adj":
        return any(scene.doc[i].lower_ == value for i in clause.tokens)
    if name == "past":
        return (
            clause.predicative is None
            and clause.predicate is not None
            and clause.predicate.tense in ("past", "perfect", "pluperfect")
        )
    if name == "obj":
        phrase = role_phrase(scene, clause, "obj")
        if phrase is None:
            return False
        if value == "money":
            return scene.doc[phrase.head].text in _MONEY or scene.doc[phrase.head].text in (
                "Millionen",
                "Milliarden",
                "Million",
                "Milliarde",
            )
        if value == "share":
            return scene.doc[phrase.head].text in ("Prozent", "%", "Mehrheit") or scene.noun(phrase) in (
                "Anteil",
                "Beteiligung",
                "Aktie",
            )
        if value == "plant" and any(is_a(m.entity.cls, "Facility") for m in scene.everyone(phrase, clause)):
            return True
        return scene.kind(phrase) == value
    if name == "p":
        preposition, _, noun = value.partition(":")
        return any(
            p.prep == preposition
            and (
                scene.doc[p.head].text == noun
                or scene.noun(p).endswith((noun, noun.lower()))
                or _ends_in(scene, p, noun)
            )
            for p in map(scene.phrase, clause.obliques)
            if p is not None
        )
    if name == "tone":
        after = [i for i in clause.tokens if i > clause.predicate.verb] if clause.predicate is not None else []
        return any(_judges(scene, i) in (value, "denied") for i in (after or clause.tokens))
    return False


def _ends_in(scene: Scene, phrase: Phrase, noun: str) -> bool:
    """„die Entity [List]“: of a name of several words the last one tells what it is."""
    return phrase.name is not None and scene.doc[phrase.end - 1].text == noun


def _judges(scene: Scene, i: int) -> str:
    token = scene.doc[i]
    lemma = scene.lemma(token)
    return scene.frames.cues.get(lemma) or scene.frames.cues.get(token.text) or scene.frames.cues.get(token.lower_, "")
