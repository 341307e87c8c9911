"""Quotation marks in pairs: „…“, »…«, «…», "…", “…”, ‚…‘, across sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .model import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLOSED_BY = {"„": '“”"', "»": "«", "«": "»", "“": "”", '"': '"', "‚": "‘’", "›": "‹"}
_LONGEST = 500  # tokens; what is longer has lost a mark
OPENING = frozenset(_CLOSED_BY)
CLOSING = frozenset('“”"«»‘’‹')


def pairs(doc: Doc) -> Iterator[Tokens]:
    """Token ranges from an opening mark to behind its closing one, in order; one inside another is left out.

    Words that go on over paragraphs open anew in each and close only in the last: each paragraph is one range.
    """
    i = 0
    while i < len(doc):
        closed_by = _CLOSED_BY.get(doc[i].text)
        if closed_by is None:
            i += 1
            continue
        end, again = _end(doc, i, closed_by)
        if end is not None:
            yield i, end
        i = end if end is not None else again


# -- inside -------------------------------------------------------------------------------------------------------


def _end(doc: Doc, start: int, closed_by: str) -> tuple[int | None, int]:
    """Where the range ends (None: its closing mark is lost), and where to look on."""
    mark = doc[start].text
    for i in range(start + 1, min(start + _LONGEST, len(doc))):
        text = doc[i].text
        if text in closed_by:
            return i + 1, i + 1
        if text == mark:
            return (i, i) if "\n" in doc[i - 1].text else (None, i)
    return None, start + 1
