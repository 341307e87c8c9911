"""What a text has named so far and how present it is: the discourse that pronouns and definite nouns look back on.

Source of the method: salience by grammatical role and distance (Lappin and Leass 1994). Nouns that name nothing known
are in it too: they compete, and where one of them fits as well, nothing is linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.language.clauses import Clause, Sentence
from kg.language.phrases import Phrase, chain
from kg.linking.background import Background
from kg.linking.grammar import genders, named_by, of_name
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, How, Mention

WINDOW = 2  # sentences back
MARGIN = 1.25  # how much better than the next the best must be
LEAST = 0.25
SUBJECT, SUBORDINATE, OBJECT, OBLIQUE, LOWER = 1.0, 0.85, 0.65, 0.5, 0.35  # how present a role makes its phrase
DATELINE = 0.0  # where an article is written
DISTANCE = (1.0, 0.75, 0.5, 0.35, 0.25)
PARAGRAPH = 0.85
PEOPLE = ("ling", "person", "leute", "mensch", "bürger", "ist", "ler", "ner")  # endings: Flüchtling, Wähler
AGENTS = frozenset({"Person", "Company", "GovernmentBody", "Organization", "Country", "Alliance", "MediaOutlet"})


@dataclass(frozen=True, slots=True)
class Referent:
    """One phrase of the text. No entities: it names nothing known, and only competes.

    `genders`: the pronouns that can stand for it (m f n p). `weight`: how present its role makes it. `place`: number
    of its sentence among those that count. `clause`: the number of its clause in the sentence that begins at `opens`.
    `acts`, `person`: as far as the entity's class or the noun tells.
    """

    first: int
    last: int
    entities: tuple[Entity, ...]
    genders: frozenset[str]
    weight: float
    place: int
    paragraph: int
    opens: int
    clause: int
    subject: bool
    acts: bool
    person: bool
    how: How | None
    hops: int
    phrase: int = -1

    @property
    def key(self) -> object:
        """What makes two phrases one thing: the entities, else the place in the text."""
        return tuple(e.id for e in self.entities) or self.first


@dataclass(frozen=True, slots=True)
class Discourse:
    """The sentences of an article with what was named; `told` grows from sentence to sentence."""

    words: Words
    table: EntityTable
    background: Background
    sentences: tuple[Sentence, ...]
    place: tuple[int, ...]  # of each sentence; furniture -1, headings apart
    paragraph: tuple[int, ...]
    quotation: tuple[int, ...]  # of each token; 0 outside
    people: Mapping[str, str]
    at: dict[int, Mention]
    told: list[Referent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def before(self, i: int, place: int, reach: int = WINDOW) -> Iterator[Referent]:
        """What ends before token i, the nearest first, at most `reach` sentences back."""
        for referent in reversed(self.told):
            if place - referent.place > reach or referent.place > place:
                return
            if referent.last <= i:
                yield referent


def chosen(
    candidates: Sequence[tuple[Referent, float]], place: int, paragraph: int, margin: float = MARGIN
) -> Referent | None:
    """The candidate that is clearly the most present; None where two are about equal or the best is not known.

    candidates: referents with a factor each. place, paragraph: of the sentence that looks back.
    """
    best: dict[object, tuple[float, Referent]] = {}
    for referent, factor in candidates:
        score = referent.weight * factor * DISTANCE[min(place - referent.place, len(DISTANCE) - 1)]
        if referent.paragraph != paragraph:
            score *= PARAGRAPH
        if referent.key not in best or score > best[referent.key][0]:
            best[referent.key] = (score, referent)
    again = Counter(referent.key for referent, _ in candidates)
    ranked = sorted(((s * (1 + 0.08 * min(again[k] - 1, 3)), k) for k, (s, _) in best.items()), key=lambda x: -x[0])
    if not ranked or ranked[0][0] < LEAST or not best[ranked[0][1]][1].entities:
        return None
    if len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]:
        return None
    return best[ranked[0][1]][1]


def referents(discourse: Discourse, number: int) -> Iterator[Referent]:
    """What the sentence with this number names, in order of the text; pronouns that stand for nothing included."""
    sentence = discourse.sentences[number]
    roles = _roles(discourse.words, sentence)
    seen: set[int] = set()
    for phrase in sorted(sentence.phrases, key=lambda p: p.start):
        if phrase.kind == "relative":
            continue
        yield from _owner(discourse, number, phrase, seen)
        named = named_by(phrase, discourse.at)
        if named is not None:
            seen.add(named.first)
        if _said_otherwise(discourse, sentence, phrase, named):
            continue
        if phrase.kind == "pronoun" and named is None:
            continue  # who it stands for is told where it is resolved
        weight, clause, subject = roles.get(phrase.index, (LOWER, -1, False))
        if weight == DATELINE:
            continue
        yield made(discourse, number, phrase, named, weight, clause, subject)
    yield from _together(discourse, number, roles)
    for i in range(sentence.start, sentence.end):
        loose = discourse.at.get(i)
        if loose is not None and loose.first == i and i not in seen and loose.how is not How.COREFERENCE:
            clause = next((c.index for c in sentence.clauses if i in c.tokens), -1)
            yield _loose(discourse, number, loose, clause)


def made(
    discourse: Discourse, number: int, phrase: Phrase, named: Mention | None, weight: float, clause: int, subject: bool
) -> Referent:
    """The referent of a phrase. number: of its sentence."""
    words = discourse.words
    acts = named is not None and named.entity.cls in AGENTS
    human = named is not None and named.entity.cls == "Person"
    if named is None and phrase.kind == "noun":
        lemma = words.lemma(phrase.head)
        cue, noun = words.cues.before(lemma), words.cues.references.noun(lemma)
        classes = (noun.classes if noun is not None else frozenset()) | {cue.cls if cue is not None else ""}
        human = "Person" in classes
        acts = human or bool(classes & AGENTS) or lemma.casefold().endswith(PEOPLE)
    return Referent(
        first=phrase.start,
        last=phrase.end,
        entities=(named.entity,) if named is not None else (),
        genders=genders(words, phrase, named, discourse.people, subject=subject),
        weight=weight,
        place=discourse.place[number],
        paragraph=discourse.paragraph[number],
        opens=discourse.sentences[number].start,
        clause=clause,
        subject=subject,
        acts=acts,
        person=human,
        how=named.how if named is not None else None,
        hops=named.hops if named is not None else 0,
        phrase=phrase.index,
    )


def role_of(words: Words, sentence: Sentence, phrase: Phrase) -> tuple[float, int, bool]:
    """How present a phrase's role makes it, the number of its clause, and whether it is the subject."""
    return _roles(words, sentence).get(phrase.index, (LOWER, -1, False))


def head_of(words: Words, sentence: Sentence, index: int) -> int:
    """The phrase meant where another is only its owner: "[Roms] Bürgermeister Ignazio Marino"."""
    phrase = sentence.phrases[index]
    following = next((p for p in sentence.phrases if p.start == phrase.end and p.kind == "noun"), None)
    if phrase.kind != "name" or following is None or words.doc[following.start].tag_ not in ("NN", "ADJA", "NE"):
        return index
    owns = words.text[phrase.end - 1].endswith(("s", "’", "'")) and following.prep is None
    return following.index if owns and words.joined(phrase.end - 1) else index


def clause_at(sentence: Sentence, i: int) -> Clause | None:
    """The clause that a token stands in."""
    return next((c for c in sentence.clauses if i in c.tokens), None)


def only(found: Sequence[Referent], fits: Callable[[Referent], bool]) -> Referent | None:
    """The one that fits, if all that fit are the same."""
    fitting = [r for r in found if fits(r)]
    return fitting[0] if len({r.key for r in fitting}) == 1 else None


# -- inside -------------------------------------------------------------------------------------------------------


def _said_otherwise(discourse: Discourse, sentence: Sentence, phrase: Phrase, named: Mention | None) -> bool:
    """Whether another phrase names the same: "Judith Amsel, [Ökonomin]", "[der Chef des Konzerns], Jensen Huang"."""
    if phrase.apposition_of is not None:
        outer = named_by(sentence.phrases[phrase.apposition_of], discourse.at)
        return named is None or (outer is not None and outer.entity == named.entity)
    inner = (p for p in sentence.phrases if p.apposition_of == phrase.index)
    return named is None and any(named_by(p, discourse.at) is not None for p in inner)


def _together(discourse: Discourse, number: int, roles: Mapping[int, tuple[float, int, bool]]) -> Iterator[Referent]:
    """„Nvidia und AMD“: many, known if each of them is."""
    sentence = discourse.sentences[number]
    for phrase in sentence.phrases:
        members = chain(sentence.phrases, phrase)
        if phrase.conjunct_of is not None or len(members) < 2 or phrase.kind == "relative":
            continue
        weight, clause, subject = roles.get(phrase.index, (LOWER, -1, False))
        each = [named_by(member, discourse.at) for member in members]
        whole = made(discourse, number, phrase, each[0], weight, clause, subject)
        known = tuple(m.entity for m in each if m is not None)
        yield replace(
            whole,
            last=members[-1].end,
            entities=known if len(set(known)) == len(members) else (),
            genders=frozenset("p"),
            hops=max((m.hops for m in each if m is not None), default=0),
        )


def _roles(words: Words, sentence: Sentence) -> dict[int, tuple[float, int, bool]]:
    roles: dict[int, tuple[float, int, bool]] = {}
    for clause in sentence.clauses:
        for phrase in sentence.phrases:
            if phrase.head in clause.tokens:
                lower = phrase.genitive_of is not None or phrase.attribute_of is not None or phrase.inner_of is not None
                roles.setdefault(phrase.index, (LOWER if lower else OBLIQUE, clause.index, False))
    for clause in sentence.clauses:
        for index in (clause.object, clause.dative):
            if index is not None:
                roles[index] = (OBJECT, clause.index, False)
        if clause.subject is not None and not clause.shared_subject:
            told = clause.predicate is not None and clause.predicate.konjunktiv == "I"  # "X werde gehen, sagte Y"
            first = clause.kind == "main" and not told
            roles[clause.subject] = (SUBJECT if first else SUBORDINATE, clause.index, True)
    for phrase in sentence.phrases:
        meant = head_of(words, sentence, phrase.index)
        if meant != phrase.index and phrase.index in roles:
            roles[meant] = max(roles[phrase.index], roles.get(meant, (LOWER, -1, False)))
            roles[phrase.index] = (LOWER, roles[phrase.index][1], False)
        elif phrase.start == sentence.start and words.word(phrase.end) in ("–", "-") and phrase.kind == "name":
            roles[phrase.index] = (DATELINE, -1, False)  # "Rom – Der Bürgermeister …": where it is written
        outer = phrase.apposition_of
        if outer is not None and outer in roles and head_of(words, sentence, outer) != phrase.index:
            roles[phrase.index] = roles[outer]
        if phrase.conjunct_of is not None and phrase.conjunct_of in roles and phrase.genitive_of is None:
            weight, clause, subject = roles[phrase.conjunct_of]
            roles[phrase.index] = (weight, clause, subject)
    return roles


def _owner(discourse: Discourse, number: int, phrase: Phrase, seen: set[int]) -> Iterator[Referent]:
    """„[Habecks] Stuhl“: whose a phrase is."""
    named = discourse.at.get(phrase.possessor[0]) if phrase.possessor is not None else None
    if named is not None and named.how is not How.COREFERENCE and named.first not in seen:
        seen.add(named.first)
        clause = clause_at(discourse.sentences[number], phrase.head)
        yield _loose(discourse, number, named, clause.index if clause is not None else -1)


def _loose(discourse: Discourse, number: int, named: Mention, clause: int) -> Referent:
    person = named.entity.cls == "Person"
    told = discourse.people.get(named.entity.id) or discourse.words.gender(named.entity.name.split(" ")[0])
    single = frozenset({"m": "m", "f": "f"}.get(told, "mf"))
    return Referent(
        first=named.first,
        last=named.last,
        entities=(named.entity,),
        genders=single if person else of_name(discourse.words, named),
        weight=LOWER,
        place=discourse.place[number],
        paragraph=discourse.paragraph[number],
        opens=discourse.sentences[number].start,
        clause=clause,
        subject=False,
        acts=named.entity.cls in AGENTS,
        person=person,
        how=named.how,
        hops=named.hops,
    )
