"""A sentence cut into the token sets of its clauses: by comma, colon, conjunction, subordinator and finite verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .phrases import Name
from .predicates import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPLEMENTIZERS = frozenset({"dass", "daß", "ob", "wie", "warum", "wann", "wo", "weshalb"})
CONDITIONS = frozenset({"wenn", "falls", "sofern", "solange", "sollte", "sollten"})
PURPOSE = frozenset({"um", "ohne", "statt", "anstatt"})
_SUPPOSES = frozenset({"würde", "würden", "wäre", "wären", "hätte", "hätten", "gäbe"})  # "Würde China …, stünde …"
_ADVERBIAL = frozenset({"wobei", "sodass", "indem", "weshalb", "weswegen"})
_RELATIVE_ADVERBS = frozenset({"wo", "wohin", "woher", "womit", "wodurch", "wovon", "woran", "worauf", "was", "wonach"})
_BREAKS = frozenset({",", ";", ":", "–", "—", "(", ")", "-", "…"})


@dataclass(slots=True)
class Segment:
    """The tokens of one clause, in order; `opener` is the token of its subordinator or relative pronoun."""

    kind: str
    tokens: tuple[int, ...] = ()
    opener: int | None = None
    joined: bool = False  # coordinated with the clause before it
    question: bool = False
    condition: bool = False
    complete: bool = field(default=False)
    tail: frozenset[int] = frozenset()  # tokens of verbless pieces behind the finished clause: "…, Namibia ebenfalls"


def segments(doc: Doc, start: int, end: int, names: Sequence[Name]) -> list[Segment]:
    """The clauses of a sentence as token sets, in the order in which they open.

    doc: tagged Doc. start, end: token indices of the sentence, half-open. names: token ranges not to be cut.
    """
    open_clauses: list[Segment] = []
    done: list[Segment] = []
    loose: tuple[Segment, tuple[int, ...]] | None = None  # a verbless piece and the finished clause it was put to
    question = any(doc[i].text == "?" for i in range(max(start, end - 3), end))
    pieces = _pieces(doc, start, end, names)
    for n, (piece, joined, behind_dash, before_colon, bracketed) in enumerate(pieces):
        segment = _read(doc, piece, joined, done)
        aside = behind_dash and bool(done) and done[-1].complete and not _verb_anywhere(doc, segment.tokens)
        inserted = (bracketed and _has_finite(doc, piece)) or (not joined and _inserted(doc, pieces, n, open_clauses))
        target = None if aside or inserted else _continues(doc, segment, open_clauses, done)
        if (
            loose is not None
            and target is None
            and segment.kind == "main"
            and not joined
            and _verb_first(doc, segment.tokens)
        ):
            # "…, sein Kollege Lindner, damals Minister, lehnte sie ab": what seemed to trail opens a new clause
            holder, tokens = loose
            holder.tokens = tuple(i for i in holder.tokens if i not in tokens)
            segment.tokens = (*tokens, *segment.tokens)
        if loose is not None and segment.kind == "infinitive" and _lists_before_verb(doc, segment.tokens):
            # "…, Abgaben auf Zinn, Borsalz und Kork zu erwägen": the list began in the piece before
            holder, tokens = loose
            holder.tokens = tuple(i for i in holder.tokens if i not in tokens)
            segment.tokens = (*tokens, *segment.tokens)
        if target is not None and _explains(doc, pieces, n, target):
            target.tail |= set(segment.tokens)  # "Ruiz, [seit Mai Ministerin], wirbt um Kapital"
        if target is not None:
            trails = target.complete and not _verb_anywhere(doc, segment.tokens)
            # "kündigte der Verband, der …, [Klage an]": behind a relative clause or with its particle it goes on
            relative = done[-1].kind == "relative" and done[-1] is not target and not segment.joined
            trails = trails and not relative and not any(doc[i].tag_ == "PTKVZ" for i in segment.tokens[-2:])
            if trails and (loose is not None or _nominal(doc, segment.tokens)):
                loose = (target, (*(loose[1] if loose is not None and loose[0] is target else ()), *segment.tokens))
            if trails:
                target.tail |= set(segment.tokens)
            target.tokens = (*target.tokens, *segment.tokens)
            target.complete = target.complete or _has_finite(doc, segment.tokens)
            continue
        loose = None
        # "Merz: China kontrolliert …": what stands before a colon is no part of the clause behind it
        segment.complete = _has_finite(doc, segment.tokens) or segment.kind == "infinitive" or before_colon
        segment.question = question and segment.kind == "main" and _verb_first(doc, segment.tokens)
        done.append(segment)
        open_clauses.append(segment)
    return done


def _inserted(doc: Doc, pieces: Sequence[_Piece], n: int, open_clauses: Sequence[Segment]) -> bool:
    """„Der Vorstand, [sagte ein Sprecher], habe …“: between a main clause without its verb and that verb."""
    if n + 1 >= len(pieces) or not open_clauses or open_clauses[-1].complete or open_clauses[-1].kind != "main":
        return False
    tokens = pieces[n].tokens
    if doc[tokens[0]].lower_ == "so":
        tokens = tokens[1:]  # "so hofft man"
    opens = _verb_first(doc, tokens) and len(tokens) > 1
    waiting = set(open_clauses[-1].tokens)
    # "Den Vorwurf, [man habe die Krise verschlafen], wies …": a clause of its own that hangs on the noun
    hangs = any(doc[i].dep_ in ("acl", "ccomp") and doc[i].head.i in waiting for i in tokens)
    opens = opens or (hangs and _has_finite(doc, tokens))
    resumes = _verb_first(doc, pieces[n + 1].tokens) and not pieces[n + 1].joined
    return opens and resumes and not _verb_anywhere(doc, open_clauses[-1].tokens)


def _explains(doc: Doc, pieces: Sequence[_Piece], n: int, target: Segment) -> bool:
    """Whether a verbless piece stands between the subject of a main clause and its verb."""
    if target.kind != "main" or target.complete or n + 1 >= len(pieces) or not _verb_first(doc, pieces[n + 1].tokens):
        return False
    if _verb_anywhere(doc, target.tokens) or _verb_anywhere(doc, pieces[n].tokens):
        return False
    adverbial = doc[pieces[n].tokens[0]].tag_ in ("APPR", "APPRART", "ADV", "ADJD")
    return adverbial and not any(doc[i].tag_ == "KON" for i in pieces[n].tokens)


class _Piece(NamedTuple):
    """What stands between two breaks."""

    tokens: list[int]
    joined: bool  # opened by a conjunction
    dashed: bool  # behind a dash
    colon: bool  # before a colon
    bracketed: bool


def _pieces(doc: Doc, start: int, end: int, names: Sequence[Name]) -> list[_Piece]:
    """The pieces between breaks, in order."""
    inside = {i for a, b, _ in names for i in range(a, b)}
    raw: list[list[int]] = [[]]
    dashed = {0: False}
    bracketed: set[int] = set()
    colons: set[int] = set()
    for i in range(start, end):
        token = doc[i]
        if i not in inside and (token.text in _BREAKS or token.tag_ == "$,") and not _decimal(doc, i):
            if token.text == ":":
                colons.add(len(raw) - 1)
            dashed[len(raw)] = token.text in ("–", "—")
            if token.text == "(" or (len(raw) - 1 in bracketed and token.text != ")"):
                bracketed.add(len(raw))
            raw.append([])
        elif not token.is_space:
            raw[-1].append(i)
    out: list[_Piece] = []
    for n, piece in enumerate(raw):
        for tokens, joined in _split_at_conjunction(doc, piece):
            if any(not doc[i].is_punct for i in tokens):
                out.append(_Piece(tokens, joined, dashed[n], n in colons, n in bracketed))
    return out


def _decimal(doc: Doc, i: int) -> bool:
    return (
        doc[i].text in (",", "-")
        and 0 < i < len(doc) - 1
        and doc[i - 1].like_num
        and doc[i + 1].like_num
        and not doc[i].whitespace_
    )


def _split_at_conjunction(doc: Doc, piece: list[int]) -> list[tuple[list[int], bool]]:
    """„hob … auf | und schuf …“: at the conjunction between two finite verbs, or two infinitives with "zu"."""
    parts = [piece]
    while (cut := _conjunction(doc, parts[-1])) is not None:
        parts[-1:] = [parts[-1][:cut], parts[-1][cut:]]
    return [(part, bool(part) and doc[part[0]].tag_ == "KON") for part in parts]


def _conjunction(doc: Doc, piece: list[int]) -> int | None:
    """Where the first such conjunction stands."""
    finite = [n for n, i in enumerate(piece) if doc[i].tag_ in FINITE]
    if len(finite) >= 2:
        for n in range(finite[1] - 1, finite[0], -1):
            if doc[piece[n]].tag_ == "KON":
                return n
    zu = [n for n, i in enumerate(piece) if _is_zu_infinitive(doc, i)]
    if len(zu) >= 2 and doc[piece[zu[0] + 1]].tag_ == "KON":
        return zu[0] + 1  # "ein Werk zu bauen | und 900 Leute einzustellen"
    return None


def _read(doc: Doc, piece: list[int], joined: bool, done: Sequence[Segment]) -> Segment:
    words = [i for i in piece if not doc[i].is_punct and not doc[i].is_space]
    if len(words) > 2 and doc[words[0]].tag_ == "ADV" and doc[words[1]].tag_ in ("KOUI", "KOUS"):
        words = words[1:]  # "nur um …", "auch wenn …"
    late = next(
        (
            n
            for n in range(1, min(5, len(words)))
            if doc[words[n]].lower_ in ("bevor", "nachdem") and doc[words[n]].tag_ == "KOUS"
        ),
        0,
    )
    measured = late > 0 and not any(doc[i].tag_.startswith("V") for i in words[:late])
    words = words[late:] if measured else words  # "zwei Monate bevor …"
    first = words[1] if joined and not measured and len(words) > 1 else words[0]
    second = words[words.index(first) + 1] if words.index(first) + 1 < len(words) else None
    low, tag = doc[first].lower_, doc[first].tag_
    has_finite = _has_finite(doc, words)
    tokens = tuple(piece)
    supposes = not done and not joined and tag in FINITE and low in _SUPPOSES
    if supposes or (low in CONDITIONS and tag in ("KOUS", "VMFIN")):
        return Segment(
            "adverbial" if tag == "KOUS" else "main", tokens, first if tag == "KOUS" else None, joined, condition=True
        )
    if (
        low in COMPLEMENTIZERS
        and tag in ("KOUS", "PWAV", "PWS", "KOKOM")
        and (done or low in ("dass", "ob") or (low == "wie" and _verb_last(doc, words)))
        and low != "wo"
    ):
        kind = "adverbial" if low == "wie" else "complement"
        return (
            Segment(kind, tokens, first, joined)
            if has_finite or low != "wie"
            else Segment("main", tokens, None, joined)
        )
    if low == "wie" and tag == "KOKOM" and has_finite and done and _verb_last(doc, words):
        return Segment("adverbial", tokens, first, joined)
    if low in _ADVERBIAL and done:
        return Segment("adverbial", tokens, first, joined)
    if tag == "KOUI" and low in PURPOSE and has_finite and not _zu_infinitive(doc, words):
        return Segment("main", tokens, None, joined)  # "Statt auf Kohle will das Land auf Kernkraft setzen"
    if tag in ("KOUS",) or (tag == "KOUI" and low in PURPOSE):
        bare = low == "als" and not has_finite and _zu_infinitive(doc, words)  # "keine Wahl, als die Preise anzuheben"
        return Segment("infinitive" if tag == "KOUI" or bare else "adverbial", tokens, first, joined)
    relative = tag in ("PRELS", "PRELAT") or (low in _RELATIVE_ADVERBS and tag in ("PWAV", "PWS", "PRELS"))
    if not has_finite and tag in ("PRELS", "PRELAT", "ART") and _zu_infinitive(doc, words):
        relative = False
    elif done and (relative or (tag == "APPR" and second is not None and doc[second].tag_ in ("PRELS", "PRELAT"))):
        return Segment("relative", tokens, first, joined)
    if not has_finite and _zu_infinitive(doc, words) and not _waits_for_finite(doc, done):
        return Segment("infinitive", tokens, None, joined)
    if (
        joined
        and has_finite
        and len(words) > 2
        and done
        and done[-1].kind in ("relative", "complement", "adverbial")
        and _verb_last(doc, words)
    ):
        return Segment(done[-1].kind, tokens, done[-1].opener, joined, condition=done[-1].condition)
    return Segment("main", tokens, None, joined)


def _continues(doc: Doc, segment: Segment, open_clauses: list[Segment], done: Sequence[Segment]) -> Segment | None:
    """The earlier clause that this piece belongs to, or None if it opens a clause of its own."""
    if segment.kind != "main" or not done:
        return None
    has_finite = _has_finite(doc, segment.tokens)
    waiting = [s for s in open_clauses if not s.complete]
    if has_finite:
        contrast = doc[segment.tokens[0]].lower_ == "sondern"
        contrast = contrast and bool(waiting) and not _verb_anywhere(doc, waiting[-1].tokens)
        if waiting and (not segment.joined or waiting[-1].kind != "main" or contrast):
            last = waiting[-1]
            # a main clause interrupted by a dependent one goes on with its finite verb; verb-last clauses close here
            if last.kind != "main" or _verb_first(doc, segment.tokens) or not _verb_anywhere(doc, last.tokens):
                return last
        return None
    if _verb_anywhere(doc, segment.tokens) and done[-1].complete and not segment.joined and done[-1].kind != "main":
        mains = [s for s in done if s.kind == "main"]
        return mains[-1] if mains else done[-1]
    if waiting:
        return waiting[-1]
    mains = [s for s in done if s.kind == "main"]
    return mains[-1] if mains else done[-1]


def _waits_for_finite(doc: Doc, done: Sequence[Segment]) -> bool:
    """Whether a subordinate clause before is still without its finite verb."""
    return bool(done) and not done[-1].complete and done[-1].kind in ("complement", "adverbial", "relative")


def _lists_before_verb(doc: Doc, tokens: Sequence[int]) -> bool:
    """Whether "und" or "oder" joins the first words of a piece, before any verb."""
    for i in tokens:
        if doc[i].tag_.startswith(("V", "PTKZU")):
            return False
        if doc[i].tag_ == "KON":
            return True
    return False


def _nominal(doc: Doc, tokens: Sequence[int]) -> bool:
    """Whether a piece opens with what can be a subject."""
    return doc[tokens[0]].tag_ in ("ART", "NE", "PPOSAT", "PDAT", "NN")


def _has_finite(doc: Doc, tokens: Sequence[int]) -> bool:
    return any(doc[i].tag_ in FINITE for i in tokens)


def _verb_anywhere(doc: Doc, tokens: Sequence[int]) -> bool:
    return any(doc[i].tag_.startswith("V") for i in tokens)


def _verb_first(doc: Doc, tokens: Sequence[int]) -> bool:
    words = [i for i in tokens if not doc[i].is_punct and not doc[i].is_space and doc[i].tag_ != "KON"]
    return bool(words) and doc[words[0]].tag_ in FINITE


def _verb_last(doc: Doc, tokens: Sequence[int]) -> bool:
    words = [i for i in tokens if not doc[i].is_punct]
    return bool(words) and doc[words[-1]].tag_ in FINITE


def _zu_infinitive(doc: Doc, tokens: Sequence[int]) -> bool:
    return any(_is_zu_infinitive(doc, i) for i in tokens)


def _is_zu_infinitive(doc: Doc, i: int) -> bool:
    return doc[i].tag_ == "VVIZU" or (doc[i].tag_.endswith("INF") and i > 0 and doc[i - 1].tag_ == "PTKZU")
