"""What share of a whole build each stage takes, and how long a sentence of 40 words stays in it: parse, clauses, link
(with coreference), extract, store and files.

    python benchmarks/stages.py [--articles 1000]

One run measures all of them, so that the shares hold on any machine. The texts are the sample articles with other
digits in each copy (speed.py), so that no copy is taken for a duplicate.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from speed import ARTICLES, copies

from kg.build import Reader, load_reader
from kg.explore.page import write_page
from kg.extraction import extract
from kg.graph.export import write_turtle
from kg.graph.store import load, open_for_build
from kg.linking.link import link
from kg.model import Article, Reading
from kg.reading import read_all

WORDS = "words"  # counted beside the seconds


def timed(spent: Counter[str], stage: str, work: Callable[[], Any]) -> Any:
    """What `work` gives, its seconds added to the stage's."""
    start = time.perf_counter()
    made = work()
    spent[stage] += time.perf_counter() - start
    return made


def readings(reader: Reader, articles: list[Article], spent: Counter[str]) -> Iterator[Reading]:
    """Each article read as a build reads it, stage by stage."""
    for article in articles:
        doc = timed(spent, "parse", lambda a=article: reader.annotate(a))
        linked = (doc, article, reader.table, reader.forms, reader.background)
        mentions = timed(spent, "link", lambda given=linked: link(*given))
        facts = (doc, article, mentions, reader.frames, reader.forms, reader.table, reader.background)
        spent[WORDS] += sum(not token.is_punct and not token.is_space for token in doc)
        yield Reading(article, mentions, timed(spent, "extract", lambda given=facts: extract(*given)))


def _clauses(spent: Counter[str], sentences: Callable[..., Any], *given: Any) -> Any:
    return timed(spent, "clauses", lambda: sentences(*given))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="how many articles")
    count = parser.parse_args().articles
    reader = load_reader()
    samples = [article for article in read_all([ARTICLES]) if isinstance(article, Article)]
    articles = copies(samples, -(-count // len(samples)))[:count]
    reader.read(articles[0])
    spent: Counter[str] = Counter()
    # Clauses are read for coreference first; extraction reads only those again in which a reference acts.
    asker = import_module("kg.linking.coreference")
    asker.sentences = partial(_clauses, spent, asker.sentences)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        store = open_for_build(Path(folder) / "out")
        load(store, readings(reader, articles, spent))
        write_turtle(store, Path(folder) / "out")
        write_page(store, Path(folder) / "out" / "graph.html")
        whole = time.perf_counter() - start
    words = spent.pop(WORDS)
    spent["link"] -= spent["clauses"]
    spent["store, Turtle, page"] = whole - sum(spent.values())
    print(f"{len(articles)} articles, {words} words, {whole:.0f} s")
    for stage, seconds in spent.items():
        print(f"{stage:22}{100 * seconds / whole:6.1f} %   {1000 * 40 * seconds / words:6.2f} ms for 40 words")


if __name__ == "__main__":
    main()
