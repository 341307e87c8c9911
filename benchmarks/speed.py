"""How many words a second a whole build reads, beside what the bare German pipeline does on the same texts.

    python benchmarks/speed.py [--copies 20]

One run measures both, so that the ratio holds on any machine. The texts are the sample articles with other digits
in each copy, so that no copy is taken for a duplicate.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from kg.build import Reader, load_reader
from kg.graph.export import write_turtle
from kg.graph.store import load, open_for_build
from kg.model import Article
from kg.reading import read_all

ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"


def copies(articles: list[Article], count: int) -> list[Article]:
    """`count` copies of each article under names of their own, as long as the original, so that its spans still fit."""
    out = []
    for number in range(count):
        for article in articles:
            turned = str.maketrans("123456789", "".join(str((digit + number) % 9 + 1) for digit in range(9)))
            text = article.text.translate(turned)
            out.append(replace(article, source=f"{number:03}-{article.source}", text=text, title=None))
    return out


def measure(reader: Reader, articles: list[Article], directory: Path) -> tuple[float, float]:
    """Seconds of the bare pipeline and of the whole way (parse, link, extract, store, Turtle), one after the other."""
    start = time.perf_counter()
    for _ in reader.nlp.pipe(article.text for article in articles):
        pass
    bare = time.perf_counter() - start
    start = time.perf_counter()
    store = open_for_build(directory)
    load(store, map(reader.read, articles))
    write_turtle(store, directory)
    return bare, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--copies", type=int, default=20, help="copies of each sample article")
    count = parser.parse_args().copies
    start = time.perf_counter()
    reader = load_reader()
    loaded = time.perf_counter() - start
    articles = copies([article for article in read_all([ARTICLES]) if isinstance(article, Article)], count)
    words = sum(len(article.text.split()) for article in articles)
    reader.read(articles[0])
    with tempfile.TemporaryDirectory() as folder:
        bare, whole = measure(reader, articles, Path(folder) / "out")
    print(f"{len(articles)} articles, {words} words; pipeline, tables and lexicon load in {loaded:.1f} s")
    print(f"bare pipeline  {words / bare:8.0f} words/s")
    print(f"whole build    {words / whole:8.0f} words/s   ({whole / bare:.2f} times the bare pipeline's time)")


if __name__ == "__main__":
    main()
