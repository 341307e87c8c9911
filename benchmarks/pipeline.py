"""The German pipeline beside plain spaCy with the same networks, and what loading it costs.

    python benchmarks/pipeline.py [--copies 10]

Plain: the same embedding, tagger, morphologizer, parser and recognizer, without our components (sentence starts,
lemmas, names, words of the field) and without the lexicon's features. One core, one run, so the ratio holds anywhere.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

import spacy
from spacy.language import Language
from speed import ARTICLES, copies

from kg.language.forms import MODEL
from kg.language.pipeline import PIPELINE, load_pipeline
from kg.model import Article
from kg.reading import read_all

TIMED = "import time{first}; start = time.process_time(); {what}; print(time.process_time() - start)"
LOAD = TIMED.format(first=", kg.build", what="kg.build.load_reader()")
IMPORT = TIMED.format(first="", what="from kg.language.pipeline import load_pipeline; load_pipeline()")


def plain() -> Language:
    """The shipped networks in a spaCy pipeline that knows nothing of ours."""
    nlp = spacy.load(PIPELINE)
    for name in list(nlp.pipe_names):
        if name.startswith("kg_"):
            nlp.remove_pipe(name)
    nlp.vocab.lex_attr_getters = spacy.blank("de").vocab.lex_attr_getters
    return nlp


def seconds(pipelines: list[Language], texts: list[str]) -> list[float]:
    """CPU seconds of each pipeline to read the texts; they take turns text by text, so that noise hits all alike."""
    spent = [0.0] * len(pipelines)
    for nlp in pipelines:
        nlp(texts[0])
    for text in texts:
        for number, nlp in enumerate(pipelines):
            start = time.process_time()
            nlp(text)
            spent[number] += time.process_time() - start
    return spent


def main() -> None:
    """Prints both speeds, their ratio, the size of the model and the cost of loading."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--copies", type=int, default=10, help="copies of each sample article")
    articles = [article for article in read_all([ARTICLES]) if isinstance(article, Article)]
    texts = [article.text for article in copies(articles, parser.parse_args().copies)]
    words = sum(len(text.split()) for text in texts)
    ours, bare = seconds([load_pipeline(), plain()], texts)
    size = sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file())
    print(f"ours   {words / ours:8,.0f} words/s")
    print(f"plain  {words / bare:8,.0f} words/s")
    print(f"ratio  {bare / ours:8.2f}")
    print(f"size   {size / 1e6:8.1f} MB")
    for what, code in (("pipeline, with imports", IMPORT), ("all that reads an article, without", LOAD)):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        print(f"load   {float(done.stdout):8.2f} s of CPU ({what})")


if __name__ == "__main__":
    main()
