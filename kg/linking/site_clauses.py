"""In which place a clause puts works that stand apart from it: "In Pori weihte die Gruppe eine Raffinerie ein"."""

from __future__ import annotations

from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Mention

PLACES = frozenset({"City", "Region", "Place", "Country", "Facility"})
AT = frozenset("in im nahe bei unweit am".split())
TOWNS = frozenset({"City", "Place"})
_NEW = frozenset("ein eine einen einem einer kein keine keinen keiner sein seine seinen ihr ihre ihren".split())
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_TO = frozenset({"PTKZU", "VVIZU"})
_REACH = 24  # tokens between a place and the works that a clause puts there


def at_clause(words: Words, i: int, by_sentence: dict[int, list[Mention]]) -> tuple[str, Mention] | None:
    """„in Pori ein Werk“, "in Pori, wo der Konzern das Werk betreibt", "dort entsteht ein Werk": sure signs."""
    start = opening(words, i)
    here = by_sentence.get(words.sentence[i], ())
    touching = next((m for m in here if m.last == start and words.joined(start - 1) and _said_of(words, m)), None)
    if touching is not None and start < i:
        return "in", touching
    where = _where(words, i, {m.first: m for m in here})
    if where is not None:
        return where
    there = _there(words, i, by_sentence)
    return ("in", there) if there is not None else None


def in_clause(
    words: Words, i: int, table: EntityTable, by_sentence: dict[int, list[Mention]]
) -> tuple[str, Mention] | None:
    """ "In Pori weihte die Gruppe eine Nickelraffinerie ein": the clause's own place."""
    start = opening(words, i)
    here = [m for m in by_sentence.get(words.sentence[i], ()) if _said_of(words, m)]
    new = any(words.word(k).lower() in _NEW for k in range(start, i))
    new = new or any(words.doc[k].lemma_ == "entstehen" for k in _segment(words, i))
    if not new and len(words.word(i)) < 9:
        return None
    near = [m for m in here if _one_clause(words, m, i)]
    towns = [m for m in near if m.entity.cls in TOWNS]
    near = towns or [m for m in near if m.entity.cls == "Region"] or near
    if len({m.entity.id for m in near}) != 1 or (not towns and not new):
        return None
    opens = words.opens_sentence(near[0].first - 1)
    if opens and table.stands_for(near[0].entity.id) is not None:
        return None  # "In Berlin kündigte der Minister ein Werk an": where it is said
    return "in", near[0]


def opening(words: Words, i: int) -> int:
    """Where the noun phrase of a noun begins: its article, numbers and adjectives before it."""
    k = i
    while k > 0 and words.joined(k - 1) and words.doc[k - 1].tag_ in ("ADJA", "ART", "PPOSAT", "PIAT", "CARD", "TRUNC"):
        k -= 1
    return k


# -- inside ------------------------------------------------------------------------------------------------------------


def _where(words: Words, i: int, at: dict[int, Mention]) -> tuple[str, Mention] | None:
    """„in Pori, wo der Konzern ein Werk betreibt“: the place that the clause hangs on."""
    for k in range(i - 1, max(i - 10, 1), -1):
        if words.word(k) in (",", ";", "."):
            return None
        if words.word(k) == "wo" and words.word(k - 1) == ",":
            before = next((m for first in (k - 2, k - 3, k - 4) if (m := at.get(first)) and m.last == k - 1), None)
            return ("in", before) if before is not None and before.entity.cls in PLACES else None
    return None


def _said_of(words: Words, m: Mention) -> bool:
    """Whether a place stands behind "in" or the like, with at most an article and one adjective between."""
    return any(words.word(k).lower() in AT for k in (m.first - 1, m.first - 2, m.first - 3) if _runs(words, k, m.first))


def _runs(words: Words, k: int, first: int) -> bool:
    return all(words.word(j) and words.word(j) not in (",", ".", ":") for j in range(k, first)) and all(
        words.doc[j].tag_ in ("ADJA", "ART", "NN") for j in range(k + 1, first)
    )


def _one_clause(words: Words, m: Mention, i: int) -> bool:
    """Whether a place and the works stand in one clause: at most one finite verb lies between them."""
    low, high = (m.last, i) if m.first < i else (i + 1, m.first)
    if high - low > _REACH or any(words.word(k) in (":", ";", "„", "“") for k in range(low, high)):
        return False
    verbs = sum(words.doc[k].tag_ in _FINITE for k in range(low, high))
    opens = any(words.doc[k].tag_ in ("KOUS", "PRELS", "PWAV") for k in range(low, high))
    behind_comma = m.first > i and any(words.word(k) == "," for k in range(low, high))
    two = i not in _segment(words, m.first) and all(
        any(words.doc[k].tag_ in _FINITE for k in _segment(words, j)) for j in (m.first, i)
    )
    # "kündigte in Berlin an, ein Werk zu bauen": the infinitive has no place of its own
    own = i not in _segment(words, m.first) and any(words.doc[k].tag_ in _TO for k in _segment(words, i))
    return verbs <= 1 and not opens and not behind_comma and not two and not own


def _segment(words: Words, i: int) -> set[int]:
    """The tokens around one up to the next comma or conjunction on both sides."""
    low = high = i
    while low > 0 and words.same_sentence(low - 1, i) and not _parts(words, low - 1):
        low -= 1
    while high + 1 < len(words) and words.same_sentence(high + 1, i) and not _parts(words, high + 1):
        high += 1
    return set(range(low, high + 1))


def _parts(words: Words, k: int) -> bool:
    return words.text[k] in (",", ";", ":") or words.doc[k].tag_ == "KON"


def _there(words: Words, i: int, by_sentence: dict[int, list[Mention]]) -> Mention | None:
    """„Dort entsteht ein Werk“, "die dort geplante Fabrik": the last place named before it."""
    k = next((k for k in range(i - 1, max(i - _REACH, -1), -1) if words.word(k).lower() == "dort"), None)
    if k is None or words.sentence[k] != words.sentence[i]:
        return None
    if sum(words.doc[j].tag_ in _FINITE for j in range(k, i)) > 1 or any(words.word(j) == ":" for j in range(k, i)):
        return None
    number = words.sentence[k]
    before = [m for m in by_sentence.get(number, ()) if m.last <= k] or by_sentence.get(number - 1, [])
    last = max(before, key=lambda m: m.first, default=None)
    return last if last is not None and last.entity.cls in ("City", "Region", "Place") else None
