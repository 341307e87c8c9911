"""Which expression of time belongs to what in a sentence: to a verb, or to a noun that it dates.

An expression is the verb's of its clause, unless it stands inside a participle's attribute or right behind a noun that
it dates ("das Abkommen von 2020", "nach dem Treffen im Oktober"). Source of the method: TimeML's links between events
and times, by clause and attachment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.language.times import TimeExpression, is_time

from ..scene import Scene

INSIDE = -1  # the holder of an expression inside an attribute
OVER = frozenset({"nach", "vor", "seit", "trotz", "wegen"})  # what such a noun tells has a time of its own
_AT_NOUN = frozenset({"von", "vom", "aus", "des"})
_BETWEEN = frozenset({"ART", "ADJA", "PPOSAT", "CARD", "APPRART"})
_NEAR = 6  # words between a date and the post that it dates
_PAST = ("past", "perfect", "pluperfect")


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time by its tokens, half-open; `lead`: where its preposition begins, `word`: that preposition.

    `holder`: the noun (its token) that it dates, INSIDE an attribute, or None where it is the verb's. `on`: "vom 1. Mai
    [an]". `other`: the other end of "von … bis …", "zwischen … und …": 1 behind it, -1 before it.
    """

    time: TimeExpression
    first: int
    last: int
    lead: int
    word: str
    on: bool = False
    other: int = 0
    holder: int | None = None

    @property
    def bounds(self) -> bool:
        """Whether it tells from when or until when."""
        return self.word in ("seit", "ab", "bis") or self.on


def times_of_sentence(scene: Scene, times: Sequence[TimeExpression]) -> tuple[Dated, ...]:
    """The expressions of one sentence by their tokens, with what holds them.

    times: those of the article, in order.
    """
    doc, (start, end) = scene.doc, (scene.sentence.start, scene.sentence.end)
    if start >= end or not times:
        return ()
    first_char, stop = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)
    begin = bisect_right(times, first_char - 1, key=lambda t: t.start)
    here = [times[k] for k in range(begin, bisect_right(times, stop - 1, key=lambda t: t.start))]
    if not here:
        return ()
    starts = [token.idx for token in doc[start:end]]
    placed = [_placed(scene, time, starts) for time in here]
    holders = Holders(scene)
    return tuple(holders.held(_paired(scene, placed, k)) for k in range(len(placed)))


def attribute_around(scene: Scene, token: int) -> tuple[int, int] | None:
    """The attribute of a participle (its token): "die [im Oktober verhängten] Kontrollen"; token range, half-open."""
    for phrase in scene.sentence.phrases:
        inner = phrase.inner
        if inner is not None and inner[0] <= token <= inner[1] <= phrase.head and token != phrase.head:
            return inner[0], inner[1] + 1
        if phrase.start <= token < phrase.head and scene.doc[token].tag_ == "ADJA":
            return phrase.start, phrase.head
    return None


def beside(scene: Scene, noun: Phrase, time: Dated) -> bool:
    """ "seit 2019 Chef von Borealit", "Chef von Borealit von 2015 bis 2020": right before a phrase or behind it."""
    doc, (first, last) = scene.doc, (time.lead, time.last)
    if first > noun.start:
        if time.word not in ("seit", "bis", "von", "ab"):
            return False
        first = _pair_start(scene, time)
        end = noun.end
        for phrase in scene.sentence.phrases[noun.index + 1 :]:
            begins = _start(phrase)
            if begins != end or end >= first:
                break
            end = phrase.end
        return first == end
    first = _pair_start(scene, time)
    if time.other == 1 and last < noun.start:
        last += 1  # over "bis"
    opens = first == scene.sentence.start or doc[first - 1].text in (",", "–", "(", "und")
    return opens and all(doc[i].tag_ in _BETWEEN or doc[i].lower_ == "lang" for i in range(last, noun.start))


def told_behind(scene: Scene, noun: Phrase, times: Sequence[Dated]) -> Iterator[Dated]:
    """ "die Vereinbarung, die im Mai getroffen worden war": the relative clause dates its noun."""
    for clause in scene.sentence.clauses:
        if clause.kind == "relative" and clause.antecedent == noun.index and _is_past(clause):
            yield from _free(clause, times)


def shared(scene: Scene, clause: Clause, times: Sequence[Dated]) -> Iterator[Dated]:
    """What another clause gives its time to, for a clause without one.

    "Im Mai hob China die Quoten auf [und erlaubte …]", "Als China 2010 die Ausfuhr drosselte, [stieg Jogmec ein]",
    "hatte im Juni versprochen, [… zu liefern]": a plan is of the day it was told.
    """
    if clause.predicate is None:
        return
    if clause.kind == "infinitive":
        governor = scene.sentence.clauses[clause.parent] if clause.parent is not None else None
        if governor is not None and _is_past(governor):
            yield from (t for t in _free(governor, times) if not t.bounds)
        return
    before = scene.sentence.clauses[clause.index - 1] if clause.index else None
    if before is None or before.predicate is None or before.predicate.finite is None:
        return
    if before.introducer == "als" and before.kind == "adverbial" and clause.kind == "main" and _is_past(clause):
        yield from _free(before, times)
    elif clause.shared_subject:
        yield from (t for t in _free(before, times) if t.last <= before.predicate.finite)


def _is_past(clause: Clause) -> bool:
    return clause.predicate is not None and clause.predicate.tense in _PAST


def _free(clause: Clause, times: Sequence[Dated]) -> Iterator[Dated]:
    inside = set(clause.tokens)
    yield from (t for t in times if t.first in inside and t.holder is None)


def _start(phrase: Phrase) -> int:
    return phrase.prep_at if phrase.prep_at is not None else phrase.start


# -- places -------------------------------------------------------------------------------------------------------


def _placed(scene: Scene, time: TimeExpression, starts: Sequence[int]) -> Dated:
    doc, start = scene.doc, scene.sentence.start
    first = start + bisect_right(starts, time.start) - 1
    last = start + bisect_right(starts, time.end - 1)
    words = time.lead.split()
    lead = next((i for i in range(max(start, first - len(words) - 1), first) if doc[i].lower_ in words), first)
    word = words[0] if words else ""
    on = word in ("von", "vom") and last < scene.sentence.end and doc[last].lower_ == "an"
    return Dated(time, first, last, lead, word, on)


def _paired(scene: Scene, placed: Sequence[Dated], k: int) -> Dated:
    """ "von 2011 bis 2025", "zwischen 2019 und 2023": each end knows on which side the other stands."""
    one = placed[k]
    for near, side in ((placed[k + 1] if k + 1 < len(placed) else None, 1), (placed[k - 1] if k else None, -1)):
        if near is None:
            continue
        front, back = (one, near) if side == 1 else (near, one)
        joined = back.first - front.last <= 3
        if joined and front.word in ("von", "vom") and back.word == "bis":
            return Dated(one.time, one.first, one.last, one.lead, one.word, one.on, side)
        if joined and front.word == "zwischen" and scene.doc[back.lead - 1].lower_ == "und":
            return Dated(one.time, one.first, one.last, one.lead, "zwischen", one.on, side)
    return one


def _pair_start(scene: Scene, time: Dated) -> int:
    """Where the pair begins whose second half an expression is."""
    if time.other != -1:
        return time.lead
    i = time.lead - 1
    while i > scene.sentence.start and i > time.lead - _NEAR and scene.doc[i].lower_ not in ("von", "vom", "zwischen"):
        i -= 1
    return i


class Holders:
    """The phrases of a sentence by where they begin and end, for what an expression of time hangs on."""

    def __init__(self, scene: Scene):
        self.scene = scene
        phrases = [p for p in scene.sentence.phrases if p.kind in ("noun", "name")]
        self.by_start = {p.start: p for p in phrases}
        self.by_end = {p.end: p for p in phrases}
        self.inside = {i for p in phrases if p.inner is not None for i in range(*p.inner)}

    def held(self, time: Dated) -> Dated:
        """The expression with its holder."""
        return Dated(time.time, time.first, time.last, time.lead, time.word, time.on, time.other, self._holder(time))

    def _holder(self, time: Dated) -> int | None:
        if time.first in self.inside:
            return INSIDE
        post = self._post(time)
        if post is not None:
            return post
        phrase = self.by_end.get(time.lead)
        if phrase is None or phrase.start >= time.first or self.scene.doc[time.lead - 1].tag_ not in ("NN", "NE"):
            return None
        if time.word not in ("bis", "seit", "ab") and (over := self._over(phrase)) is not None:
            return over.head
        return self._top(phrase).head if time.word in _AT_NOUN and not time.on and not time.other else None

    def _post(self, time: Dated) -> int | None:
        """ "Cook, [von 2011 bis 2025] Chef von Apple": the post in apposition."""
        scene = self.scene
        for i in range(time.last, min(time.last + _NEAR, scene.sentence.end)):
            phrase = self.by_start.get(i)
            if phrase is None or phrase.kind != "noun" or is_time(scene.doc[phrase.head].text):
                continue
            named = time.lead > scene.sentence.start and beside(scene, phrase, time)
            office = scene.frames.office(scene.noun(phrase)) is not None
            return phrase.head if named and office else None
        return None

    def _top(self, phrase: Phrase) -> Phrase:
        """The noun that a phrase hangs on, over genitives and attributes."""
        above = phrase.genitive_of if phrase.genitive_of is not None else phrase.attribute_of
        while above is not None and above < phrase.index:
            phrase = self.scene.sentence.phrases[above]
            above = phrase.genitive_of if phrase.genitive_of is not None else phrase.attribute_of
        return phrase

    def _over(self, phrase: Phrase) -> Phrase | None:
        """ "nach dem Treffen mit Xi in Busan": the noun behind "nach" or "vor" that runs up to here without a gap."""
        top = self._top(phrase)
        if top.prep in OVER:
            return top
        while phrase.prep not in OVER:
            before = self.by_end.get(_start(phrase))
            if before is None or before.index >= phrase.index:
                return None
            phrase = before
        return None if is_time(self.scene.doc[phrase.head].text) else phrase
