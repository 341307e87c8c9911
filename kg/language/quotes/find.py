"""All quotes of an article, from its sentences: direct first, then what verbs and sources bring, then what runs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..clauses import Sentence
from .direct import direct, mixed
from .indirect import by_noun, indirect, taken_up
from .model import DIRECT, FREE, Quote, Speaker
from .reported import reported
from .reports import Report, reports, speaker_of
from .running import running
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
    at = -_FAR
    for s in range(len(text.sentences)):
        here = by_sentence.get(s, [])
        before = last if s - at <= _FAR else None
        behind = before is not None and s - at <= 1
        if not here and text.sentences[s].start not in inside:
            more = running(text, s, before, behind=behind)
            here = [more] if more is not None else []
        for quote in here:
            if before is None and quote.speaker is None and s and (quote.type in (DIRECT, FREE)):
                before = Quote(FREE, quote.parts, _topic(text, s - 1))  # "Merz war enttäuscht. „…“"
            if quote.speaker is None and before is not None and (quote.type == DIRECT or quote.inherited):
                quote = replace(quote, speaker=before.speaker, inherited=True)
            before = quote if quote.speaker is not None else before
            if quote.type == FREE and out and out[-1].type == FREE and out[-1].speaker == quote.speaker and s - at <= 1:
                out[-1] = replace(out[-1], parts=((out[-1].first, quote.parts[-1][1]),))
            else:
                out.append(quote)
            at = s
        if here:
            last = before
    return tuple(out)


def _topic(text: Text, s: int) -> Speaker | None:
    """The subject of a sentence's first main clause."""
    for clause in text.sentences[s].clauses:
        if clause.kind == "main" and clause.predicate is not None:
            return speaker_of(text, s, clause)
    return None
