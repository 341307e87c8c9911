"""Doc → Clauses: who does what to whom in each clause, from the sentence bracket, case endings and the parse.

A sentence is cut at commas, colons and coordinating conjunctions; the pieces become clauses by their finite verbs and
subordinators (kg.language.segments); phrases become subject, object and dative by what case, agreement, position and
the parser's labels say together (kg.language.roles). What the parser confirms is counted in `Clause.votes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .agents import acts as acts_by_name
from .cases import CaseLookup
from .chunks import phrases
from .ellipsis import asyndetic, behind_clause, free_relative, goes_on, in_row, second_verbs, turns, verb_opens
from .phrases import Name, Phrase
from .predicates import Predicate, contrasted, predicate
from .roles import Roles, assign
from .segments import Segment, segments

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .forms import Forms

READ = "kg.sentences"  # where a Doc keeps its sentences as read
LONGEST = 200  # tokens


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `subject`, `object`, `dative`, `predicative` are indices into `Sentence.phrases`.

    `kind`: main, complement (dass, ob), adverbial, relative, infinitive, verbless. `introducer` is the lower-cased word
    that opens it. `parent` is the index of the clause it belongs to, `antecedent` the phrase a relative clause
    hangs on, `relative` the phrase of its pronoun. `obliques` are its prepositional phrases.
    `votes`: (roles the parser confirms, roles assigned).
    """

    index: int
    tokens: tuple[int, ...]
    kind: str
    predicate: Predicate | None
    introducer: str = ""
    question: bool = False
    condition: bool = False
    subject: int | None = None
    object: int | None = None
    dative: int | None = None
    predicative: int | None = None
    obliques: tuple[int, ...] = ()
    shared_subject: bool = False
    parent: int | None = None
    antecedent: int | None = None
    relative: int | None = None
    votes: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The phrases and clauses of one sentence; `start`, `end` are token indices, half-open."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]
    clauses: tuple[Clause, ...]

    def phrase_of(self, token: int) -> Phrase | None:
        """The phrase that holds a token, or None."""
        return next((p for p in self.phrases if p.start <= token < p.end), None)


def sentences(
    doc: Doc,
    names: Sequence[Name],
    cases: CaseLookup,
    forms: Forms,
    agents: Set[int] = frozenset(),
) -> list[Sentence]:
    """The sentences of a Doc with their phrases and clauses.

    doc: tagged and parsed. names: token ranges known to be one name each (half-open, disjoint), with whether it ends
    in a genitive -s. cases, forms: the full-form lexicon. agents: tokens that name somebody who
    can act. A sentence read before with the same names and agents is not read again: linking and extraction both ask.
    """
    for first, last, _ in names:
        for token in doc[first:last]:
            if token.tag_.startswith("V"):
                token.tag_ = "NE"  # "JL Mag" holds no verb

    def acting(phrase: Phrase) -> bool:
        return not agents.isdisjoint(range(phrase.start, phrase.end)) or acts_by_name(doc, phrase)

    at = {name[0]: name for name in names}
    read: dict[object, Sentence] = doc.user_data.setdefault(READ, {})
    found = []
    for start, end in sentence_spans(doc, names):
        inside = [at[i] for i in range(start, end) if i in at and at[i][1] <= end]
        key = (start, end, tuple(inside), tuple(i for i in range(start, end) if i in agents))
        if key not in read:
            read[key] = _sentence(doc, start, end, inside, cases, forms, acting)
        found.append(read[key])
    return found


def sentence_spans(doc: Doc, names: Sequence[Name]) -> list[tuple[int, int]]:
    """The Doc's sentences as token ranges, half-open; those that a name runs across are one.

    What has more than LONGEST tokens is no sentence but a list or a table: it is read in pieces, so that the effort
    grows with the length of the text and no faster.
    """
    inside = {i for first, last, _ in names for i in range(first + 1, last)}
    spans: list[tuple[int, int]] = []
    for sent in doc.sents:
        if spans and sent.start in inside:
            spans[-1] = (spans[-1][0], sent.end)
        else:
            spans.append((sent.start, sent.end))
    return [piece for start, end in spans for piece in _pieces(doc, start, end, inside)]


def _pieces(doc: Doc, start: int, end: int, inside: Set[int]) -> Iterator[tuple[int, int]]:
    """A range of tokens in pieces of LONGEST at most, parted behind a comma where there is one."""
    while end - start > LONGEST:
        free = [i for i in range(start + LONGEST, start + LONGEST // 2, -1) if i not in inside]
        cut = next((i for i in free if doc[i - 1].text in (",", ";", ":")), free[0] if free else start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def offsets(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Code points of a token range without the white space around it, half-open; (0, 0) where nothing else is."""
    words = [token for token in doc[start:end] if not token.is_space]
    return (words[0].idx, words[-1].idx + len(words[-1].text)) if words else (0, 0)


def _sentence(doc, start, end, names, cases, forms, acts) -> Sentence:
    parts = segments(doc, start, end, names)
    found = _parted(phrases(doc, start, end, names, cases), parts)
    clauses: list[Clause] = []
    for segment in parts:
        clauses.append(_clause(doc, segment, len(clauses), found, clauses, forms, acts))
    return Sentence(start, end, found, tuple(_with_parents(doc, clauses)))


def _parted(found: tuple[Phrase, ...], parts: Sequence[Segment]) -> tuple[Phrase, ...]:
    """„China fördert Gallium | und [Japan] importiert Lithium“: no conjunct of a noun in another clause; those of
    one row stay together, "bot den Europäern an, | [Uran und Kupfer] zu liefern"."""
    changed = list(found)
    for part in parts:
        inside = set(part.tokens)
        first: dict[int, int] = {}
        for phrase in found:
            above = phrase.conjunct_of
            if phrase.head in inside and above is not None and found[above].head not in inside:
                changed[phrase.index] = replace(phrase, conjunct_of=first.get(above))
                first.setdefault(above, phrase.index)
    return tuple(changed)


def _clause(doc, segment: Segment, index, found, before, forms, acts) -> Clause:
    tokens = segment.tokens
    verb = predicate(doc, tokens, forms)
    inside = set(tokens)
    inside -= set(contrasted(doc, tokens))
    own = [p for p in found if p.head in inside and p.inner_of is None]
    relative = next((p for p in own if segment.kind == "relative" and p.start <= segment.opener + 1), None)
    antecedent = _antecedent(found, relative, tokens) if segment.kind == "relative" else None
    if antecedent is not None and relative is not None and _second_relative(doc, relative, before):
        antecedent = before[-1].antecedent  # "X, zu dessen Kunden Y zählt und [der] Zellen fertigt"
    if relative is not None and antecedent is not None and found[antecedent].end + 1 >= tokens[0]:
        own = [_of_number(p, found[antecedent]) if p is relative else p for p in own]
    elided = segment.joined and verb is not None and verb_opens(doc, tokens, verb) and not turns(doc, tokens)
    elided = elided or (segment.joined and goes_on(doc, segment, own, before))
    if segment.kind == "main" and not segment.joined and before and before[-1].introducer == "" and verb is not None:
        # "Wer bloß Schiffe sieht, [übersieht die Häfen]": the clause before is the subject
        elided = elided or (free_relative(doc, before[-1]) and verb_opens(doc, tokens, verb))
    if segment.kind == "main" and not segment.joined and verb is not None and before and not elided:
        elided = in_row(doc, segment, own, verb, before[-1])
    aside = segment.tail | second_verbs(doc, tokens, verb) if verb is not None else segment.tail
    roles = (
        assign(
            doc,
            [p for p in own if p.head not in aside or p.conjunct_of is not None],
            verb,
            segment.kind,
            acts,
            elided=elided,
            clausal=behind_clause(doc, segment, tokens, verb, before),
            inert=relative.index if antecedent is not None and relative and not acts(found[antecedent]) else None,
        )
        if verb is not None
        else Roles()
    )
    clause = Clause(
        index=index,
        tokens=tokens,
        kind=segment.kind if verb is not None else "verbless",
        predicate=verb,
        introducer=doc[segment.opener].lower_ if segment.opener is not None else "",
        question=segment.question,
        condition=segment.condition,
        subject=roles.subject,
        object=roles.object,
        dative=roles.dative,
        predicative=roles.predicative,
        obliques=tuple(p.index for p in own if p.prep is not None and not _compared(doc, p)),
        antecedent=antecedent,
        relative=relative.index if relative is not None else None,
        votes=roles.votes,
    )
    return _share_subject(doc, clause, segment, before)


def _compared(doc: Doc, phrase: Phrase) -> bool:
    """„weniger nach Deutschland [als nach Japan]“, "nach Tokio [statt nach Peking]": only set beside what is told."""
    return bool(phrase.prep_at) and doc[phrase.prep_at - 1].lower_ in ("als", "statt", "anstatt", "wie")


def _share_subject(doc: Doc, clause: Clause, segment: Segment, before: Sequence[Clause]) -> Clause:
    """„hob … auf und schuf …“: a clause joined by "und" that has no subject takes the one before it."""
    if clause.subject is not None or clause.predicate is None or not before:
        return clause
    if not segment.joined and not (clause.kind == "main" and asyndetic(doc, clause, before[-1])):
        return clause
    verbal = [c for c in reversed(before) if c.predicate is not None]
    if clause.predicate.konjunktiv == "I" and len(verbal) > 1 and not verbal[0].predicate.konjunktiv:
        # "Xi habe gewarnt, [sagte Merz], und werde liefern": the inserted verb of saying has no part in it
        verbal = verbal[1:] if verbal[1].predicate.konjunktiv == "I" else verbal
    last = next((c for c in verbal if c.kind == clause.kind), verbal[0] if verbal else None)
    if last is None:
        return clause
    inherited = replace(clause, subject=last.subject, shared_subject=True)
    if last.kind == "relative" and clause.kind == "relative" and clause.relative is None:
        inherited = replace(inherited, antecedent=last.antecedent, relative=last.relative)
    return inherited


def _of_number(relative: Phrase, antecedent: Phrase) -> Phrase:
    """„die Vorwürfe, [die] eine Frau erhob“: the pronoun is as singular or plural as what it stands for."""
    numbers = relative.numbers & antecedent.numbers
    return replace(relative, numbers=numbers) if numbers and relative.kind == "relative" else relative


def _second_relative(doc: Doc, relative: Phrase, before: Sequence[Clause]) -> bool:
    """„X, zu dessen Kunden Y zählt [und der] Zellen fertigt“: joined to a relative clause, on the same noun."""
    i = relative.prep_at if relative.prep_at is not None else relative.start
    joined = i > 1 and doc[i - 1].lower_ in ("und", "oder") and doc[i - 2].tag_.startswith("V")
    return joined and bool(before) and before[-1].kind == "relative" and before[-1].antecedent is not None


def _antecedent(found: Sequence[Phrase], relative: Phrase | None, tokens: Sequence[int]) -> int | None:
    """The noun a relative clause hangs on: the nearest before it that agrees in number and gender."""
    before = [p for p in found if p.end <= tokens[0] and p.kind in ("noun", "name")]
    if not before:
        return None
    if relative is None or relative.kind != "relative":
        return before[-1].index
    for phrase in reversed(before[-4:]):
        genders = phrase.genders
        if phrase.kind == "name" and phrase.prep in ("in", "aus", "nach"):
            genders = frozenset({"NEU"})  # names of places are neuter: "in Australien, das"
        singular = "SIN" in relative.numbers and bool(genders & relative.genders)
        plural = "PLU" in relative.numbers and (phrase.kind == "noun" or genders != {"NEU"}) and "PLU" in phrase.numbers
        fits = (singular and "SIN" in phrase.numbers) or plural
        if fits:
            while phrase.apposition_of is not None:
                phrase = found[phrase.apposition_of]
            return phrase.index
    return before[-1].index


def _with_parents(doc: Doc, clauses: Sequence[Clause]) -> list[Clause]:
    """Each dependent clause points at the clause that governs it: the nearest main one before it, else the next."""
    out = []
    for clause in clauses:
        parent = None
        if clause.kind in ("complement", "adverbial", "infinitive", "relative"):
            earlier = [c for c in clauses[: clause.index] if c.predicate is not None]
            later = [c for c in clauses[clause.index + 1 :] if c.kind == "main" and c.predicate is not None]
            enclosing = [c for c in earlier if c.tokens[0] < clause.tokens[0]]
            if enclosing:
                parent = enclosing[-1].index
            elif later:
                parent = later[0].index
        out.append(replace(clause, parent=parent))
    return out
