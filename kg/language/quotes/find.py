"""All quotes of an article, from its sentences: direct first, then what verbs and sources bring, then what runs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..clauses import Sentence
from .direct import direct, mixed
from .indirect import by_noun, indirect, taken_up
from .model import DIRECT, FREE, REPORTED, Quote, Speaker
from .reported import reported
from .reports import Report, reports, speaker_of
from .running import main_verb, running
from .sources import sources
from .tables import Sayings
from .text import Text, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ..forms import Forms

_FAR = 3  # sentences after which nobody is heard any more


def quotes_in(doc: Doc, sentences: Sequence[Sentence], sayings: Sayings, forms: Forms) -> tuple[Quote, ...]:
    """The quotes of an article in the order in which they open.

    doc: tagged and parsed. sentences: as kg.language.clauses reads them. sayings, forms: loaded once.
    Source of the method: cue, speaker and content as in rule-based attribution (Pareti 2015; Krug et al. 2016), the
    types after Brunner et al. 2020.
    """
    text = text_of(doc, sentences, sayings, forms)
    found = list(reports(text))
    whole = list(direct(text, found))
    inside = _inside(text, whole)
    told = list(_told(text, found, inside))
    pieces = list(mixed(text, found, told, whole))
    quotes = sorted([*whole, *told, *pieces], key=lambda q: (q.first, -q.parts[-1][1]))
    return _in_turn(text, quotes, inside)


# -- inside -------------------------------------------------------------------------------------------------------


def _inside(text: Text, whole: Sequence[Quote]) -> frozenset[int]:
    """The tokens of direct speech."""
    return frozenset(i for quote in whole for a, b in quote.parts for i in range(a, b))


def _told(text: Text, found: Sequence[Report], inside: frozenset[int]) -> Iterator[Quote]:
    held: set[int] = set()
    for one in found:
        quote = indirect(text, one) or taken_up(text, one)
        if quote is not None and quote.first not in inside:
            held.update(range(*quote.parts[0]))
            yield quote
        elif quote is None and not any(i in inside for i in one.cue) and not _tags_direct(text, one, inside):
            quote = reported(text, one)
            if quote is not None and not any(i in held for i in one.cue):
                yield quote
    for s in range(len(text.sentences)):
        for quote in (*sources(text, s), *by_noun(text, s)):
            if quote.first not in inside:
                yield quote


def _tags_direct(text: Text, one: Report, inside: frozenset[int]) -> bool:
    """Whether a report stands beside direct speech that it brings."""
    sentence = text.sentences[one.sentence]
    return any(i in inside for i in range(sentence.start, sentence.end)) or (
        sentence.end in inside or sentence.end + 1 in inside
    )


def _in_turn(text: Text, quotes: Sequence[Quote], inside: frozenset[int]) -> tuple[Quote, ...]:
    """The quotes with those that run on, each that has no speaker of its own given the one before it."""
    by_sentence: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_sentence.setdefault(max(text.sentence_at[quote.first], 0), []).append(quote)
    out: list[Quote] = []
    last: Quote | None = None
    at, paragraph = -_FAR - 1, True
    for s, sentence in enumerate(text.sentences):
        before = last if s - at <= _FAR else None
        here = by_sentence.get(s, [])
        if sentence.start not in inside:
            here = _running_on(text, s, here, before, behind=before is not None and s - at <= 1)
        for quote in here:
            if before is None and quote.speaker is None and s and quote.type in (DIRECT, FREE):
                topic = _topic(text, s - 1)  # "Merz war enttäuscht. „…“"
                before = last if topic is None else Quote(FREE, quote.parts, topic)
            if quote.speaker is None and before is not None and (quote.type == DIRECT or quote.inherited):
                quote = replace(quote, speaker=before.speaker, inherited=True)
            if quote.speaker is not None and (before is None or _has_the_floor(text, quote, paragraph)):
                before, paragraph = quote, False
            if quote.type == FREE and out and out[-1].type == FREE and out[-1].speaker == quote.speaker and s - at <= 1:
                out[-1] = replace(out[-1], parts=((out[-1].first, quote.parts[-1][1]),))
            else:
                out.append(quote)
            at = s
        last = before if here else last
        paragraph = paragraph or "\n" in text.doc[sentence.start : sentence.end].text
    return tuple(out)


def _running_on(text: Text, s: int, here: list[Quote], before: Quote | None, *, behind: bool) -> list[Quote]:
    """The quotes of a sentence, and around them the whole sentence where its main verb is told in another's voice."""
    more = running(text, s, before, behind=behind and not here)
    if more is None:
        return here
    verb = main_verb(text, s)
    if verb is None or any(q.holds(verb) for q in here if q.type != REPORTED):
        return here  # "China liefere, sagte Merz"
    return [more, *(q for q in here if q.type != REPORTED)]


def _has_the_floor(text: Text, quote: Quote, paragraph: bool) -> bool:
    """Whether its speaker is heard on: not who only promises to do something, nor in the paragraph of another's words
    who is only told of."""
    clause = text.clause(quote.first)
    promises = clause is not None and clause.kind == "infinitive"
    return not promises and (quote.type != REPORTED or paragraph)


def _topic(text: Text, s: int) -> Speaker | None:
    """The subject of a sentence's first main clause, where it is no pronoun."""
    sentence = text.sentences[s]
    for clause in sentence.clauses:
        if clause.kind == "main" and clause.predicate is not None:
            speaker = speaker_of(text, s, clause)
            open_ = speaker is not None and sentence.phrases[speaker.phrase].kind == "pronoun"
            return None if open_ else speaker
    return None
