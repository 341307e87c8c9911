"""What of a page's text is the article: prose, headings, title, date and publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Article, Span
from kg.reading.dates import dateline
from kg.reading.furniture import Rule

HEAD = 1500  # code points in which an article may say when it was published
_FULL = 120  # a line at least so long, with a sentence's end, is a paragraph of the article
_SENTENCE_END = re.compile(r"[.!?…][“”\"»«’)\]]*(?:\s|$)")
_ENDS = re.compile(r"[.!?:;,…][“”\"»«’)\]]*$")
_MARKED = re.compile(r"[-*•+>#|\d]")
_SITE = re.compile(r"^[^.!?]{2,50}\b\w*(?:[Bb]log|[Zz]eitung|[Mm]agazin|[Rr]undschau|[Pp]ortal|[Ww]oche|[Kk]urier)$")
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|Copyright)[ ©]*(?:by )?(?:(?:19|20)\d\d(?:-\d+)?,? )?(?:by )?(?P<name>[A-ZÄÖÜ][^·|,.–()]{2,40}?)"
    r"(?: (?:GmbH|AG|SE|(?:19|20)\d\d).*)?\s*(?:[·|,.–(].*)?$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or the lines of a wrapped paragraph: code points without the white space around it."""

    start: int
    end: int
    after_blank: bool


def compose(
    text: str,
    source: str,
    rules: Sequence[Rule],
    known: Mapping[str, str | None],
    *,
    start: int = 0,
    headings: Iterable[Span] = (),
) -> Article:
    """An Article of `text`, with what `known` (title, issued, publisher, url) tells already; the rest is looked for.

    `start`: code point where the article begins (after its front matter). `headings`: spans known to be headings.
    """
    lines = _lines(text, start)
    kept, issued, publisher = _furnish(text, lines, rules)
    marked = set(headings)
    prose: list[Span] = []
    heads: list[Span] = []
    before_body: list[Span] = []
    body = False
    for line, spans in zip(lines, kept, strict=True):
        prose += spans
        whole = (spans[0][0], spans[-1][1]) if spans else None
        if whole is None:
            continue
        hashed = re.match(r"#{1,6} ", text[line.start : line.end]) is not None
        if hashed or (line.start, line.end) in marked or _is_heading(text[whole[0] : whole[1]]):
            heads += spans
            if not body:
                before_body.append(whole)
        elif _is_full(text[whole[0] : whole[1]]):
            body = True
        elif not body and not heads and _is_title(text[whole[0] : whole[1]]):
            heads += spans
            before_body.append(whole)
    return Article(
        source=source,
        text=text,
        title=known.get("title") or _title(text, before_body),
        issued=known.get("issued") or issued,
        publisher=known.get("publisher") or publisher,
        url=known.get("url"),
        prose=tuple(prose),
        headings=tuple(heads),
    )


def _lines(text: str, start: int) -> list[_Line]:
    """The lines with something in them; those of a paragraph wrapped at a fixed width are joined."""
    raw: list[_Line] = []
    blank = True
    at = start
    for piece in text[start:].split("\n"):
        stripped = piece.strip()
        if stripped:
            left = at + len(piece) - len(piece.lstrip())
            raw.append(_Line(left, left + len(stripped), blank))
        blank = not stripped
        at += len(piece) + 1
    wrapped = _is_wrapped(raw)
    lines: list[_Line] = []
    for line in raw:
        last = lines[-1] if lines else None
        if last is not None and not line.after_blank:
            tail = text[max(last.start, text.rfind("\n", last.start, last.end) + 1) : last.end]
            first = text[line.start]
            broken = first.islower() and not _ENDS.search(tail) and len(tail) >= 45
            if broken or (wrapped and len(tail) >= 45 and not _MARKED.match(first)):
                lines[-1] = replace(last, end=line.end)
                continue
        lines.append(line)
    return lines


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether the text breaks its lines at a fixed width, as mails and hand-written files do."""
    inner = [a.end - a.start for a, b in zip(lines, lines[1:], strict=False) if not b.after_blank]
    if len(inner) < 4 or max(line.end - line.start for line in lines) > 130:
        return False
    return sum(1 for length in inner if 45 <= length <= 125) >= 0.8 * len(inner)


def _furnish(text: str, lines: list[_Line], rules: Sequence[Rule]) -> tuple[list[list[Span]], str | None, str | None]:
    """For every line what of it is prose; and the date and the publisher that the furniture tells."""
    bodies = [text[line.start : line.end] for line in lines]
    cuts_of = [[(rule, cut) for rule in rules if (cut := rule.cut(body))] for body in bodies]
    full = [
        _is_full(body) and not any(cut == (0, len(body)) for _, cut in cuts)
        for body, cuts in zip(bodies, cuts_of, strict=True)
    ]
    first = full.index(True) if True in full else len(lines)
    last = len(full) - 1 - full[::-1].index(True) if True in full else -1
    kept: list[list[Span]] = []
    issued: str | None = None
    publisher: str | None = None
    furniture_until = 0
    for number, (line, body) in enumerate(zip(lines, bodies, strict=True)):
        place = {"any", *(["head"] if number < first else []), *(["tail"] if number > last else [])}
        cuts: list[Span] = []
        if issued is None and line.start - lines[0].start <= HEAD:
            dated = dateline(body)
            if dated:
                issued = dated.issued
                publisher = dated.publisher or publisher
                cuts += [dated.cut] if dated.cut else []
        if number < first and _SITE.search(body) and not full[number] and len(body.split()) <= 8:
            publisher = publisher or body
            cuts.append((0, len(body)))
        credit = _COPYRIGHT.match(body)
        if credit:
            publisher = publisher or credit["name"].strip()
        for rule, cut in cuts_of[number]:
            if rule.where not in place:
                continue
            cuts.append(cut)
            if rule.scope in ("next-lines", "to-end"):
                furniture_until = max(furniture_until, _reach(text, lines, full, number, rule.scope))
        if number < furniture_until:
            cuts.append((0, len(body)))
        kept.append([(line.start + a, line.start + b) for a, b in _rest(body, cuts)])
    return kept, issued, publisher


def _reach(text: str, lines: list[_Line], full: list[bool], number: int, scope: str) -> int:
    """The number of the first line that a box beginning at line `number` does not reach."""
    if scope == "to-end" and len(text) - lines[number].start < 0.25 * len(text):
        return len(lines)
    end = number + 1
    while end < len(lines) and not full[end] and not (scope == "next-lines" and lines[end].after_blank):
        end += 1
    return end


def _rest(body: str, cuts: list[Span]) -> list[Span]:
    """What is left of a line, without the cuts and the white space around them."""
    spans: list[Span] = []
    at = 0
    for start, end in [*sorted(cuts), (len(body), len(body))]:
        piece = body[at : max(at, start)]
        if any(letter.isalnum() for letter in piece):
            left = at + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(piece.strip())))
        at = max(at, end)
    return spans


def _is_full(body: str) -> bool:
    return len(body) >= _FULL and _SENTENCE_END.search(body) is not None


def _is_heading(body: str) -> bool:
    """Short, no sentence's end, nothing to come: "Umicore baut um – Brüssel zögert"."""
    if len(body) > 110 or len(body.split()) > 16 or _ENDS.search(body) and not body.endswith("?"):
        return False
    return not (body.endswith("?") and (len(body) > 80 or _SENTENCE_END.search(body[:-1])))


def _is_title(body: str) -> bool:
    """A title may be longer than the headings below it."""
    return len(body) <= 200 and not _ENDS.search(body) and len(body.split()) >= 3


def _title(text: str, heads: list[Span]) -> str | None:
    for start, end in heads:
        words = text[start:end].split()
        if len(words) >= 2:
            return " ".join(words)
    return None
