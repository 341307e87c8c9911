"""Why a text yields what it yields: its words, who it names, each frame that was tried and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kg.build import Reader
from kg.extraction.confidence import confidence, features
from kg.extraction.extract import statement_of, told_in
from kg.extraction.found import Found
from kg.extraction.frames.attributes import fill_noun
from kg.extraction.frames.light import OF_GOODS, carrier, fill_around, noun_of, rows
from kg.extraction.frames.met import condition_holds
from kg.extraction.frames.nouns import event_facts
from kg.extraction.frames.slots import fill
from kg.extraction.frames.tables import VerbFrame
from kg.extraction.frames.verbs import Filler, apply_frame, lemmas
from kg.extraction.scene import Scene
from kg.extraction.scope.scope import scope
from kg.language.clauses import Clause
from kg.model import Article, Statement
from kg.vocab import RELATIONS


@dataclass(frozen=True, slots=True)
class Word:
    """One token with what the pipeline says of it; `head` is the text of the token it hangs on."""

    text: str
    lemma: str
    tag: str
    label: str
    head: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A frame that a word of the sentence called up. `fired`: it told a fact; `why`: the facts, or what lacks."""

    table: str  # verbs | nouns | light
    word: str
    relation: str
    fired: bool
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that a rule found; `statement` is None where it was refused, and `why` says why.

    `weights`: what each feature adds to the log odds of its being right, the heaviest first.
    """

    rule: str
    fact: str
    statement: Statement | None
    why: str
    confidence: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence with all that was made of it; `clauses` and `mentions` are lines to read."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[str, ...]
    clauses: tuple[str, ...]
    tried: tuple[Tried, ...]
    told: tuple[Told, ...]


def explain(reader: Reader, article: Article) -> Iterator[Explained]:
    """What becomes of each sentence of a text and why, in order.

    article: as kg.reading gives it; one sentence will do.
    """
    doc = reader.annotate(article)
    reading = reader.read_doc(article, doc)
    table = reader.settled or reader.table
    found = told_in(doc, article, reading.mentions, reader.frames, reader.forms, table, reader.background)
    for scene, told in found:
        start, end = scene.sentence.start, scene.sentence.end
        yield Explained(
            text=doc[start:end].text.strip(),
            words=tuple(Word(t.text, t.lemma_, t.tag_, t.dep_, t.head.text) for t in doc[start:end] if not t.is_space),
            mentions=tuple(
                f"{m.text} → {m.entity.name} ({m.entity.cls}, {m.how.value}{'' if m.entity.known else ', unknown'})"
                for i in range(start, end)
                for m in scene.at.get(i, ())
                if m.first == i
            ),
            clauses=tuple(_clause(scene, clause) for clause in scene.sentence.clauses),
            tried=(*_tried_verbs(scene), *_tried_light(scene), *_tried_nouns(scene)),
            told=tuple(_told(scene, found, reader.frames.weights) for found in told),
        )


def _clause(scene: Scene, clause: Clause) -> str:
    def words(index: int | None) -> str:
        phrase = scene.phrase(index)
        return scene.doc[phrase.start : phrase.end].text if phrase is not None else ""

    predicate = clause.predicate
    if predicate is None:
        return f"{clause.kind}: {' '.join(scene.doc[i].text for i in clause.tokens)}"
    roles = {"subject": clause.subject, "object": clause.object, "dative": clause.dative, "is": clause.predicative}
    told = scope(scene, clause)
    speaker = told.speaker.entity.name if told.speaker is not None else told.speaker_words
    parts = [f"{name} {words(index)}" for name, index in roles.items() if index is not None]
    parts += [f"{p.prep} {scene.doc[p.start : p.end].text}" for p in map(scene.phrase, clause.obliques) if p]
    form = f"{predicate.lemma} ({predicate.voice}, {predicate.tense}; {told.modality.value}, {told.status.value}"
    return f"{clause.kind}: {form}{f', says {speaker}' if speaker else ''}): {'; '.join(parts)}"


def _tried_verbs(scene: Scene) -> Iterator[Tried]:
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        for lemma in lemmas(scene, clause):
            for frame in scene.frames.verbs.get(lemma, ()):
                yield _tried(scene, clause, frame, "verbs", lemma, fill)


def _tried_light(scene: Scene) -> Iterator[Tried]:
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        for row in rows(scene, clause):
            noun = noun_of(scene, clause, row) if row.tells is not None else None
            if row.tells is not None and noun is not None:
                word = f"{row.stands} {row.noun} + {row.lemma}"
                yield _tried(scene, clause, row.tells, "light", word, partial(fill_around, noun))


def _tried(scene: Scene, clause: Clause, frame: VerbFrame, table: str, word: str, filler: Filler) -> Tried:
    found = tuple(apply_frame(scene, clause, frame, filler))
    return Tried(table, word, frame.relation, bool(found), _facts(found) or _lacks(scene, clause, frame, filler))


def _lacks(scene: Scene, clause: Clause, frame: VerbFrame, filler: Filler) -> str:
    """What keeps a frame from telling a fact of a clause: the first thing, in the order in which rules ask."""
    assert clause.predicate is not None
    if frame.reflexive and not clause.predicate.reflexive:
        return 'the row needs "sich"'
    if clause.predicate.reflexive and not frame.reflexive and frame.lemma in scene.frames.reflexives:
        return 'the verb stands with "sich", for which there are other rows'
    if not condition_holds(scene, clause, frame.condition):
        return f"the condition {frame.condition} does not hold"
    for side, slot in (("subject", frame.subject), ("object", frame.object)):
        if not filler(scene, clause, slot, "object" if side == "object" else ""):
            return f"nobody that may be its {side} stands in its place"
    return "subject and object are the same, or another rule tells it"


def _tried_nouns(scene: Scene) -> Iterator[Tried]:
    for phrase in scene.sentence.phrases:
        clause = scene.clause_of(phrase)
        for frame in scene.frames.noun_frames(scene.noun(phrase)) if phrase.kind == "noun" else ():
            found = tuple(event_facts(scene, phrase, frame, clause))
            light = carrier(scene, phrase, clause, frame.relation) is not None
            sides = {
                "subject": fill_noun(scene, phrase, frame.subject, clause, light),
                "object": fill_noun(scene, phrase, frame.object, clause, light and frame.relation in OF_GOODS),
            }
            lacking = [f"nobody that may be its {side} stands around it" for side, who in sides.items() if not who]
            why = _facts(found) or "; ".join(lacking) or "subject and object are the same"
            yield Tried("nouns", frame.noun, frame.relation, bool(found), why)


def _facts(found: tuple[Found, ...]) -> str:
    return "; ".join(map(_fact, found))


def _fact(found: Found) -> str:
    return f"{found.subject.entity.name} {found.relation} {found.object.entity.name}"


def _told(scene: Scene, found: Found, weights: Mapping[str, float]) -> Told:
    statement = statement_of(scene, found)
    told = features(scene, found)
    added = [(name, round(weights.get(name, 0.0) * value, 2)) for name, value in told.items()]
    return Told(
        rule=found.rule,
        fact=_fact(found),
        statement=statement,
        why="" if statement is not None else _refused(found),
        confidence=float(confidence(told, weights)),
        weights=tuple(sorted((pair for pair in added if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0]))),
    )


def _refused(found: Found) -> str:
    subject, object_ = found.subject.entity, found.object.entity
    if subject.id == object_.id:
        return "nothing stands to itself"
    relation = RELATIONS[found.relation]
    sides = f"{'|'.join(relation.domain)} → {'|'.join(relation.range)}"
    return f"kg:{found.relation} is for {sides}, not for {subject.cls} → {object_.cls}"
