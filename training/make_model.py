"""One command from corpora to the model in the package: convert, fit, measure, fit on all trees, package, model card.

python -m training.make_model --corpora DIR --out kg/language/model
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import spacy

from kg.language.pipeline import load_pipeline
from training import card, train
from training.compile_forms import compile_forms
from training.convert_entities import of_trees
from training.convert_entities import to_doc as entity_doc
from training.convert_trees import to_doc as tree_doc
from training.corpora import CorpusError, check
from training.evaluate import (
    CORPUS_LABELS,
    evaluate_entities,
    evaluate_sentences,
    evaluate_syntax,
    words_per_second,
)
from training.evaluate_clauses import evaluate_clauses
from training.kitchen import Kitchen
from training.news_sentences import NEWS, NewsError, read_news
from training.recipe import SHIPPED

WORK = Path(__file__).parent / "work"
HELD = "own news, held out"
NOTE = (
    "GSD test and HDT are measured on a parse fitted without them; the parse that ships was then fitted on them "
    "too, and "
    "is what the row of our own news measures. Its sentences (`training/news/held-*.conllu`), and 200 of GSD-dev that "
    "decide when to stop, were never fitted on. The entities that ship are those measured."
)


def make(corpora: Path, out: Path, work: Path = WORK) -> None:
    """Writes the whole model into the folder `out`; what lies in `work` from an earlier run is used again."""
    check(corpora)
    out, work = out.resolve(), work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    print("lexicon:", compile_forms(corpora / "lexicon/german-forms.tsv.xz", corpora / "text/parliament.txt.xz", out))
    train.pretrain(corpora, out, work)
    fit_all(corpora, out, work)
    kitchen = Kitchen.open(corpora, out, work)
    for run, folder in (("syntax", work / "measured"), ("syntax-all", out / "pipeline")):
        train.assemble(spacy.load(work / run / "model-best"), spacy.load(work / "entities" / "model-best"), folder)
    figures = measure(work / "measured", out / "pipeline", kitchen)
    card.write_figures(out, figures)
    card.write_card(out, figures)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {size / 1e6:.1f} MB")


FITS = ("syntax-all", "syntax", "entities")  # the longest first


def fit_all(corpora: Path, forms: Path, work: Path) -> None:
    """The three fits side by side, one process for each core; their order changes no weight."""
    processes = min(len(FITS), os.cpu_count() or 1)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for fit in [pool.submit(fit_one, run, corpora, forms, work) for run in FITS]:
            fit.result()


def fit_one(run: str, corpora: Path, forms: Path, work: Path) -> None:
    """One fit: the entities, the parse that is measured, or the parse that ships (on all treebank trees)."""
    kitchen = Kitchen.open(corpora, forms, work)
    split = kitchen.split
    if run == "entities":
        kitchen.entities(SHIPPED, run)
    else:
        more = split.gsd_test + split.hdt_test if run == "syntax-all" else []
        kitchen.syntax(SHIPPED, split.train + more, run)


def measure(measured: Path, shipped: Path, kitchen: Kitchen) -> dict[str, object]:
    """All figures of the model card, on sentences the pipeline was not fitted on."""
    nlp = load_pipeline(measured)
    split = kitchen.split
    syntax = {}
    for name, trees in (("GSD test", split.gsd_test), ("HDT, 300 sentences", split.hdt_test)):
        syntax[name] = evaluate_syntax(nlp, trees) | {"sentence starts": evaluate_sentences(nlp, trees)["f"]}
    entities = {"GermEval test": evaluate_entities(nlp, kitchen.germeval_test(), CORPUS_LABELS)}
    nlp = load_pipeline(shipped)
    held = read_news(sorted(NEWS.glob("held-*.conllu")))
    trees = [s.tree for s in held]
    syntax[HELD] = evaluate_syntax(nlp, trees) | {"sentence starts": evaluate_sentences(nlp, trees)["f"]}
    entities[HELD] = evaluate_entities(nlp, [entity_doc(nlp, [s]) for s in of_trees(held)])
    texts = [tree_doc(nlp.vocab, split.gsd_test[at : at + 5]).text for at in range(0, 600, 5)]
    return {
        "syntax": syntax,
        "clauses": evaluate_clauses(nlp, held),
        "entities": entities,
        "words per second": words_per_second(nlp, texts),
        "note": NOTE,
    }


def main() -> int:
    """The command line; faults in the corpora end as one line each."""
    parser = argparse.ArgumentParser(prog="python -m training.make_model", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder that holds the corpora")
    parser.add_argument("--out", type=Path, default=Path("kg/language/model"), help="where the model goes")
    arguments = parser.parse_args()
    try:
        make(arguments.corpora, arguments.out)
    except (CorpusError, NewsError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
