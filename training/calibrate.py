"""Fits the weights of a fact's confidence on gold facts, and shows how far the confidence can be believed.

    python -m training.calibrate ARTICLES GOLD [ARTICLES GOLD …] [--write]

ARTICLES is a folder of articles, GOLD the folder of their gold facts. Printed is the table that leave-one-article-out
gives: each article's confidences come from weights fitted on the others. With --write the weights fitted on all go to
kg/extraction/confidence.tsv and the table to kg/extraction/calibration.json.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pyoxigraph import Store

from kg.build import Reader, load_reader
from kg.evaluate.gold import Gold, load_gold
from kg.evaluate.said import graph_of
from kg.evaluate.score import rightness
from kg.extraction.confidence import WEIGHTS, confidence
from kg.extraction.extract import candidates, told_in
from kg.graph.iris import BASE, statement_iri
from kg.graph.store import add
from kg.model import Article, Reading
from kg.reading import read_all

TABLE = WEIGHTS.with_name("calibration.json")
LEGEND = (
    "# What each feature of a fact adds to the log odds that it is right. "
    "Fitted on gold facts: python -m training.calibrate"
)
# what makes a fact less sure, with the cost that a weight is drawn to; it may cost nothing, but never gain
COSTS = {"hops": -0.3, "heading": -0.3, "loose": -0.3, "resumed": -0.1, "unknown": -0.2, "disputed": -0.5}
PRIOR = {"bias": 1.0, "rule": 1.0, **COSTS}  # where the weights are drawn to: what the rule itself scores
RIDGE = {"bias": 1.0, "rule": 4.0, "relation": 4.0, "family": 3.0, "clause": 6.0}
RIDGE_ELSE = 3.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One candidate of an article: the statement it belongs to, its features, and whether the gold holds it."""

    article: str
    statement: str
    features: dict[str, float]
    right: bool


def samples(reader: Reader, articles: Path, gold: Path) -> Iterator[Sample]:
    """The candidates of all articles of a folder that have gold."""
    golds = load_gold(gold)
    for article in read_all([articles]):
        if isinstance(article, Article):
            stem = Path(article.source).stem
            own = [one for one in golds if one.id in (stem, stem.split("_")[0])]
            yield from (sample for one in own for sample in _samples(reader, article, one))


def _samples(reader: Reader, article: Article, gold: Gold) -> Iterator[Sample]:
    doc = reader.annotate(article)
    reading = reader.read_doc(article, doc)
    table = reader.settled or reader.table
    told = told_in(doc, article, reading.mentions, reader.frames, reader.forms, table, reader.background)
    found = list(candidates(told))
    store = Store()
    add(store, Reading(article, reading.mentions, tuple({s.key: s for s, _ in found}.values())))
    right = {said.id: holds for said, holds in rightness(graph_of(store), gold)}
    for statement, told in found:
        iri = statement_iri(statement, BASE)
        if iri in right:
            yield Sample(gold.id, iri, told, right[iri])


def fit(found: Sequence[Sample]) -> dict[str, float]:
    """Weights by ridge logistic regression, drawn to PRIOR; Newton's method, costs kept at or below nothing."""
    names = sorted({name for sample in found for name in sample.features})
    x = np.array([[sample.features.get(name, 0.0) for name in names] for sample in found])
    y = np.array([sample.right for sample in found], dtype=float)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    ridge = np.array([RIDGE.get(name.split(":")[0], RIDGE_ELSE) for name in names])
    most = np.array([0.0 if name in COSTS else np.inf for name in names])
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * (w - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        before, w = w, np.minimum(w - np.linalg.solve(hessian, gradient), most)
        if np.abs(w - before).max() < 1e-6:
            break
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def held_out(found: Sequence[Sample]) -> list[tuple[float, bool]]:
    """(confidence, right) of each statement, from weights fitted without its article."""
    out: list[tuple[float, bool]] = []
    for article in sorted({sample.article for sample in found}):
        weights = fit([sample for sample in found if sample.article != article])
        best: dict[str, tuple[float, bool]] = {}
        for sample in (s for s in found if s.article == article):
            sure = float(confidence(sample.features, weights))
            best[sample.statement] = max(best.get(sample.statement, (0.0, sample.right)), (sure, sample.right))
        out += best.values()
    return out


def bins_of(scored: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """A row for each tenth: how many statements, their mean confidence, the share that is right."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in scored:
        bins[min(int(sure * 10), 9)].append((sure, right))
    return [
        {
            "from": n / 10,
            "to": (n + 1) / 10,
            "statements": len(rows),
            "confidence": round(sum(sure for sure, _ in rows) / len(rows), 3),
            "right": round(sum(right for _, right in rows) / len(rows), 3),
        }
        for n, rows in sorted(bins.items())
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="ARTICLES GOLD")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if len(options.folders) % 2:
        parser.error("give folders in pairs: ARTICLES GOLD")
    reader = load_reader()
    pairs = zip(options.folders[::2], options.folders[1::2], strict=True)
    found = [
        replace(sample, article=f"{gold}/{sample.article}")
        for articles, gold in pairs
        for sample in samples(reader, articles, gold)
    ]
    rows = bins_of(held_out(found))
    for row in rows:
        line = "{from:.1f}–{to:.1f}  {statements:5} statements  confidence {confidence:.2f}  right {right:.2f}"
        print(line.format(**row))
    if options.write:
        weights = [f"{name}\t{value}" for name, value in sorted(fit(found).items())]
        WEIGHTS.write_text("\n".join([LEGEND, "feature\tweight", *weights]) + "\n", encoding="utf-8")
        articles = len({sample.article for sample in found})
        TABLE.write_text(json.dumps({"articles": articles, "bins": rows}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
