"""Slots of a frame filled from a clause: roles as in the active voice, prepositions, governed infinitives."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention
from kg.vocab import is_a

from ..goods.firms import front
from ..goods.origins import buyers, is_goods, origins
from ..goods.resumed import goods_resumed
from ..goods.turned import bare_goods, gap_opens, taker, turned
from ..scene import Scene, Target
from ..talk.capitals import capital_of
from ..talk.deeds import by_adverb, by_deed, by_default
from .tables import Atom, Slot

# verbs whose dative or object, not subject, does what their infinitive says: "erlaubte Nvidia, … zu liefern"
_OBJECT_CONTROL = frozenset(
    "vorwerfen beschuldigen bezichtigen verdächtigen "
    "erlauben gestatten genehmigen verbieten untersagen bitten auffordern zwingen ermöglichen "
    "anweisen helfen "
    "raten drängen aufrufen hindern abhalten".split()
)
_OF_NOUN = ("gen", "poss", "adj", "von", "zwischen")
_ABOUT = ("von", "durch", "mit", "nach", "aus", "gegen")


def fill(scene: Scene, clause: Clause, slot: Slot, follow: str = "") -> tuple[Target, ...]:
    """Who fills a slot in a clause; empty where nobody does. follow: "object" looks through trade nouns."""
    for n, alternative in enumerate(slot.alternatives):
        out: list[Target] = []
        for atom in alternative:
            if atom.role == "doer" and is_told(scene, clause, slot, n):
                continue
            for target in _fill_atom(scene, clause, atom, follow):
                if has_class(target.mention, atom.classes) and all(
                    t.mention.entity.id != target.mention.entity.id for t in out
                ):
                    out.append(target)
        if out:
            return tuple(out)
    return ()


def is_told(scene: Scene, clause: Clause, slot: Slot, before: int, noun: Phrase | None = None) -> bool:
    """Whether something stands in one of a slot's alternatives, though nobody known: "kritisierte [das Wetter]".

    before: how many alternatives to look at. noun: the noun of a light verb, with its attributes.
    """
    atoms = [atom for alternative in slot.alternatives[:before] for atom in alternative]
    if any(atom_phrase(scene, clause, atom) is not None for atom in atoms if atom.role not in _OF_NOUN):
        return True
    prepositions = [atom.preposition or atom.role for atom in atoms]
    return noun is not None and bool(scene.attributes(noun, prepositions) or scene.attributes(noun))


def has_class(mention: Mention, classes: tuple[str, ...]) -> bool:
    return not classes or any(is_a(mention.entity.cls, c) for c in classes)


def _fill_atom(scene: Scene, clause: Clause, atom: Atom, follow: str) -> Iterator[Target]:
    if atom.role == "inf:obj":
        for other in scene.sentence.clauses:
            if other.parent == clause.index and other.kind == "infinitive":
                yield from _through(scene, other, scene.phrase(other.object), "object")
        return
    if atom.role == "that:subj":
        for other in _told_below(scene, clause):
            if other.subject is not None:
                subject = scene.sentence.phrases[other.subject]
                named = scene.everyone(subject, other)
                yield from (Target(m) for m in named)
                if not named:
                    yield from (Target(m, loose=True) for m in scene.loosely(subject)[:1])
        return
    if atom.role == "doer":
        yield from by_default(scene, clause)
        return
    if atom.role == "that:doer":
        for other in _told_below(scene, clause, before=True):
            if other.predicate is not None:
                does = role_phrase(scene, other, "subj")
                yield from (Target(m) for m in scene.everyone(does, other)) if does is not None else ()
        return
    if atom.preposition is not None:
        if follow == "object":
            yield from by_adverb(scene, clause, atom.preposition)
        for index in clause.obliques:
            phrase = scene.sentence.phrases[index]
            if phrase.attribute_of is not None and phrase.attribute_of == clause.object and _takes(scene, clause):
                continue  # "fordert ein Verbot von Huawei": the noun's attribute, not whom it is asked of
            if atom.preposition == "gegen" and _is_of_measure(scene, phrase):
                continue  # "stellte sich hinter die Sanktionen gegen Syrien"
            if phrase.attribute_of is not None and atom.preposition == "von" and _of_person(scene, phrase):
                continue  # "[X von der Commerzbank] erwartet …"
            if phrase.prep == atom.preposition and phrase.conjunct_of is None and not left_out(scene, clause, phrase):
                yield from _through(scene, clause, phrase, atom.follow or follow or "plain")
        return
    phrase = role_phrase(scene, clause, atom.role)
    if phrase is not None:
        yield from _through(scene, clause, phrase, atom.follow or follow)
        if atom.role == "subj" and scene.doc[phrase.head].lower_ == "man":
            yield from (Target(m) for m in capital_of(scene, clause))
        if atom.role == "subj":
            yield from (Target(m) for p in companions(scene, clause) for m in scene.everyone(p))
    elif atom.role == "subj":
        yield from _controller(scene, clause)


def _told_below(scene: Scene, clause: Clause, *, before: bool = False) -> Iterator[Clause]:
    """„dass …“-clauses, and right behind the verb indirect speech without "dass": "warnte, China könne liefern"."""
    for other in scene.sentence.clauses:
        if other.parent == clause.index and other.kind == "complement":
            yield other
        elif other.kind == "main" and other.index == clause.index + 1 and other.predicate is not None:
            if other.predicate.konjunktiv and not other.condition and clause.kind == "main":
                yield other
        elif before and other.kind == "main" and other.index == clause.index - 1 and other.predicate is not None:
            # "Nvidia habe geliefert, [kritisierte Warren]"
            first = next((i for i in clause.tokens if not scene.doc[i].is_punct), None)
            inverted = clause.predicate is not None and first == clause.predicate.finite
            if inverted and other.predicate.konjunktiv == "I":
                yield other


def left_out(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase behind the closed clause belongs to another who acts: "will A in X bauen, [Y vier in Z]"."""
    predicate = clause.predicate
    gap = gap_opens(scene, clause)
    if gap is not None and phrase.start > gap:
        return True
    if predicate is None or predicate.finite is None or predicate.verb <= predicate.finite or phrase.prep_at is None:
        return False
    if phrase.prep_at < predicate.verb + 3 or scene.doc[predicate.verb + 1].text != ",":
        return False
    first = scene.mentions(predicate.verb + 2, predicate.verb + 3, (How.NAME,))
    return any(is_a(m.entity.cls, "Agent") and m.last < phrase.prep_at for m in first)


def _is_of_measure(scene: Scene, phrase: Phrase) -> bool:
    above = scene.phrase(phrase.attribute_of)
    while above is not None and above.genitive_of is not None:
        above = scene.phrase(above.genitive_of)
    return above is not None and scene.kind(above) == "measure"


def _of_person(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase hangs on a person's name and says whose they are."""
    if any(is_a(m.entity.cls, "Person") for m in scene.named(phrase)):
        return False  # "Rückhalt bekommt Macron [von Sánchez]"
    above = scene.phrase(phrase.attribute_of)
    return above is not None and any(is_a(m.entity.cls, "Person") for m in scene.named(above))


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
    if not passive and role in ("subj", "each", "obj") and turned(scene, clause):
        return scene.phrase(clause.subject if role == "obj" else taker(clause))
    if role in ("subj", "each"):
        if not passive:
            return scene.phrase(clause.subject) or _unread_subject(scene, clause)
        return _agent(scene, clause)
    if role == "obj":
        if predicate is not None and predicate.lemma == "nennen" and not passive:
            return _first_of_two(scene, clause) or scene.phrase(clause.object)
        core = scene.phrase(clause.subject if passive else clause.object) or _undeclined(scene, clause.dative, "AKK")
        return core or bare_goods(scene, clause)
    if role == "dat":
        other = _undeclined(scene, None if passive else clause.object, "DAT")
        somebody = other is not None and any(is_a(m.entity.cls, "Agent") for m in scene.named(other))
        return scene.phrase(clause.dative) or (other if somebody else None)
    if role == "pred":
        return scene.phrase(clause.predicative)
    return None


def _unread_subject(scene: Scene, clause: Clause) -> Phrase | None:
    """„Erst als [Trump und Xi] zusammentrafen“: the bare name of a finite clause that has no other subject."""
    predicate = clause.predicate
    if predicate is None or predicate.finite is None or clause.kind == "infinitive" or clause.shared_subject:
        return None
    taken = (clause.object, clause.dative, clause.predicative)
    for p in scene.sentence.phrases:
        if p.kind != "name" or p.prep is not None or p.head not in clause.tokens or p.index in taken:
            continue
        linked = (p.conjunct_of, p.apposition_of, p.genitive_of, p.attribute_of, p.inner_of)
        if "NOM" in p.cases and all(link is None for link in linked):
            return p
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


def _first_of_two(scene: Scene, clause: Clause) -> Phrase | None:
    """„nannte [das Abkommen] einen Erfolg“: of two accusatives the first is what is judged."""
    inside = set(clause.tokens)
    taken = (clause.subject, clause.dative, clause.predicative)
    free = [
        p
        for p in scene.sentence.phrases[: clause.object or 0]
        if p.head in inside and p.prep is None and p.index not in taken and "AKK" in p.cases and p.genitive_of is None
    ]
    return next((p for p in free if p.conjunct_of is None and p.apposition_of is None), None)


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
        behind = (*scene.attributes(phrase), *scene.attributes(phrase, ("von",)))
        yield from (Target(m) for a in behind for m in scene.everyone(a))
        yield from (Target(m, loose=True) for m in scene.loosely(phrase) if is_a(m.entity.cls, "Agent"))
        return
    if follow == "origin":
        # "kauft russisches Palladium", "auf Importe aus China angewiesen"
        yield from (Target(m) for m in origins(scene, phrase))
        return
    if follow == "buyers":
        yield from (Target(m) for m in buyers(scene, phrase))
        return
    if follow == "made":
        yield from _made(scene, phrase)
        return
    if follow == "about":
        yield from about(scene, phrase)
        return
    if follow == "share":
        for attribute in (*scene.attributes(phrase, ("an", "von", "bei")), *scene.attributes(phrase)):
            yield from (Target(m) for m in scene.everyone(attribute))
        return
    if follow in ("object", "plain") and scene.kind(phrase) == "carrier":
        yield from scene.targets(phrase)
        return
    if phrase.kind == "noun" or (phrase.kind == "pronoun" and follow == "object"):
        resumed = goods_resumed(scene, clause, phrase)
        if resumed:
            yield from (Target(m) for m in resumed)
            return
    named = scene.everyone(phrase) or tuple(t.mention for t in scene.examples(phrase, None))
    yield from (Target(m) for m in named)
    if not named and follow == "object":
        yield from (Target(m, loose=True) for m in _among(scene, phrase))
        yield from by_deed(scene, phrase)


def about(scene: Scene, phrase: Phrase) -> Iterator[Target]:
    """Whom a danger is about: "vor einem Handelskrieg mit [China]", "vor Abhängigkeit von [chinesischem] Graphit"."""
    named = [m for m in scene.everyone(phrase) if m.entity.cls != "Event"]
    yield from (Target(m) for m in named)
    if named:
        return
    if scene.kind(phrase) in ("measure", "impose", "lift"):
        # "vor einem Verbot von Huawei": of who imposes it, not of what it falls on
        owners = [m for a in scene.attributes(phrase) for m in scene.everyone(a) if is_a(m.entity.cls, "Agent")]
        yield from (Target(m, loose=True) for m in (*scene.owner(phrase), *owners))
        return
    behind = [a for a in (*scene.attributes(phrase), *scene.attributes(phrase, _ABOUT)) if a.conjunct_of is None]
    told = [m for a in behind for m in (*scene.everyone(a), *scene.loosely(a))]
    where = scene.attributes(phrase, ("in",))  # "vor Investitionen in Russland"
    told += [m for a in where for m in scene.everyone(a) if is_a(m.entity.cls, "Country")]
    yield from (Target(m, loose=True) for m in scene.loosely(phrase) or tuple(told))


def _made(scene: Scene, plant: Phrase) -> Iterator[Target]:
    """What a plant makes: "[Magnet]fabrik", "Fabrik für [Brennelemente]"."""
    for member in scene.members(plant) if scene.kind(plant) == "plant" else ():
        made = [m for m in scene.covering(member.head, (How.PART,)) if is_goods(m)] or list(front(scene, member))
        for attribute in scene.attributes(member, ("für", "von")):
            made += [m for m in scene.everyone(attribute) if is_goods(m)]
        yield from (Target(m) for m in made)


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
