"""How good clauses are on the held part: as `kg annotate` lists them, against those annotated by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from spacy.language import Language

from kg.annotate import annotation
from kg.build import Reader, load_frames
from kg.language.forms import Forms
from kg.linking.background import load_background
from kg.linking.table import load_table
from kg.model import Article
from training.evaluate import prf
from training.news_sentences import GoldClause, NewsSentence, Range

Clause = dict[str, Any]


def evaluate_clauses(nlp: Language, held: list[NewsSentence]) -> dict[str, float]:
    """Shares of the gold clauses whose parts are right, and F of the borders; each sentence is read alone.

    nlp: the pipeline. held: sentences with their clauses. A found clause answers to the gold clause that it overlaps
    most. Parts are right to the very words, or none where there is none; "overlap": begin or end at the same word.
    """
    table = load_table(None)
    reader = Reader(nlp, Forms.load(), table, load_frames(), load_background(table))
    count: Counter[str] = Counter()
    borders: Counter[str] = Counter()
    for sentence in held:
        for wanted, found in pairs(reader, sentence):
            for name, right in judge(wanted, found).items():
                count[name] += right
            count["clauses"] += wanted is not None
            same = wanted is not None and found is not None and wanted["span"] == (found["start"], found["end"])
            borders["right"] += same
            borders["missed"] += wanted is not None and not same
            borders["wrong"] += found is not None and not same
    total = count["clauses"]
    shares = {name: round(count[name] / total, 4) for name in sorted(PARTS)}
    return shares | {"borders, F": prf(borders)["f"], "clauses": float(total)}


PARTS = (
    *("predicate and voice", "tense", "negated", "modal", "konjunktiv", "agent"),
    *("subject", "objects", "subject and objects", "subject, overlap", "objects, overlap"),
)


def pairs(reader: Reader, sentence: NewsSentence) -> Iterator[tuple[Clause | None, Clause | None]]:
    """Gold and found clauses of a sentence, matched one to one by overlap; None where one has no partner."""
    gold = [as_offsets(clause, sentence) for clause in sentence.clauses]
    found = annotation(reader, Article(source="held", text=sentence.text))["clauses"]
    scored = sorted(
        ((_overlap(g, f), -gi, -fi) for gi, g in enumerate(gold) for fi, f in enumerate(found)), reverse=True
    )
    used_gold: dict[int, int] = {}
    used_found: set[int] = set()
    for score, gi, fi in scored:
        if score > 0 and -gi not in used_gold and -fi not in used_found:
            used_gold[-gi] = -fi
            used_found.add(-fi)
    for gi, clause in enumerate(gold):
        yield clause, found[used_gold[gi]] if gi in used_gold else None
    for fi, clause in enumerate(found):
        if fi not in used_found:
            yield None, clause


def _overlap(gold: Clause, found: Clause) -> float:
    start, end = gold["span"]
    inside = min(end, found["end"]) - max(start, found["start"])
    union = max(end, found["end"]) - min(start, found["start"])
    return max(0.0, inside / union) + (0.5 if gold["predicate"] == found["predicate"] and inside > 0 else 0.0)


def as_offsets(clause: GoldClause, sentence: NewsSentence) -> Clause:
    """A gold clause with code points in the place of token indices."""
    starts, at = [], 0
    for word in sentence.tree:
        starts.append(at)
        at += len(word.form) + word.space

    def span(piece: Range | None) -> tuple[int, int] | None:
        if piece is None:
            return None
        return starts[piece[0]], starts[piece[1] - 1] + len(sentence.tree[piece[1] - 1].form)

    return {
        "span": span(clause.span),
        "predicate": clause.predicate,
        "voice": clause.voice,
        "tense": clause.tense,
        "negated": clause.negated,
        "modal": clause.modal,
        "konjunktiv": clause.konjunktiv,
        "subject": span(clause.subject),
        "objects": sorted(span(o) for o in clause.objects),  # type: ignore[type-var]
        "agent": span(clause.agent),
    }


def judge(wanted: Clause | None, found: Clause | None) -> dict[str, bool]:
    """Which parts of a gold clause were found; nothing of a clause that was not found is right."""
    if wanted is None or found is None:
        return dict.fromkeys(PARTS, False)
    subject, agent = _span(found["subject"]), _span(found["agent"])
    objects = sorted(_span(o) for o in found["objects"])  # type: ignore[type-var]
    right = {name: wanted[name] == found[name] for name in ("tense", "negated", "modal", "konjunktiv")}
    right["predicate and voice"] = wanted["predicate"] == found["predicate"] and wanted["voice"] == found["voice"]
    right["subject"] = wanted["subject"] == subject
    right["objects"] = wanted["objects"] == objects
    right["subject and objects"] = right["subject"] and right["objects"]
    right["agent"] = wanted["agent"] == agent
    right["subject, overlap"] = _touch(wanted["subject"], subject)
    right["objects, overlap"] = len(wanted["objects"]) == len(objects) and all(
        _touch(w, f) for w, f in zip(wanted["objects"], objects, strict=True)
    )
    return right


def _span(part: Clause | None) -> tuple[int, int] | None:
    return (part["start"], part["end"]) if part else None


def _touch(wanted: tuple[int, int] | None, found: tuple[int, int] | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return wanted[0] == found[0] or wanted[1] == found[1]
