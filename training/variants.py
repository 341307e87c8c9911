"""What each part of the recipe is worth: fits every variant and prints one row of figures each.

python -m training.variants --corpora DIR [NAME …]      (after `make model`, whose lexicon and pretraining it uses)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from spacy.language import Language

from training.convert_entities import of_trees
from training.convert_entities import to_doc as entity_doc
from training.convert_trees import load_split
from training.corpora import CorpusError, check
from training.evaluate import CORPUS_LABELS, evaluate_entities, evaluate_syntax
from training.kitchen import Kitchen
from training.make_model import WORK
from training.news_sentences import NEWS, read_news
from training.recipe import VARIANTS, Recipe

HEADER = (
    "| variant | GSD test UAS/LAS | HDT UAS/LAS | own news UAS/LAS | GermEval P/R/F | own news F: PER ORG LOC, "
    "field |\n"
    "|---|---|---|---|---|---|"
)
FIELD = ("PRODUCT", "MATERIAL", "MEASURE")


def row(recipe: Recipe, kitchen: Kitchen) -> str:
    """Fits one variant and gives its row of the table; the networks alone, without the rules around them."""
    held = read_news(sorted(NEWS.glob("held-*.conllu")))
    run = f"variant-{VARIANTS.index(recipe)}"
    cells = []
    trees = kitchen.split.train if recipe.one_scheme else load_split(kitchen.corpora, one_scheme=False).train
    nlp = kitchen.syntax(recipe, trees, run)
    for gold in (kitchen.split.gsd_test, kitchen.split.hdt_test, [s.tree for s in held]):
        scores = evaluate_syntax(nlp, gold)
        cells.append(f"{scores['uas']:.3f}/{scores['las']:.3f}")
    if recipe.entities:
        nlp = kitchen.entities(recipe, run + "-entities")
        score = evaluate_entities(nlp, kitchen.germeval_test(), CORPUS_LABELS)["all"]
        cells += [f"{score['p']:.3f}/{score['r']:.3f}/{score['f']:.3f}", _own(nlp, held)]
    else:
        cells += ["–", "–"]
    return f"| {recipe.name} | " + " | ".join(cells) + " |"


def _own(nlp: Language, held: list) -> str:
    docs = [entity_doc(nlp, [s]) for s in of_trees(held)]
    names = evaluate_entities(nlp, docs, CORPUS_LABELS - {"MISC"})["all"]["f"]
    field = evaluate_entities(nlp, docs, frozenset(FIELD)).get("all", {"f": 0.0})["f"]
    return f"{names:.3f}, {field:.3f}"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.variants", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder that holds the corpora")
    parser.add_argument("--forms", type=Path, default=Path("kg/language/model"), help="the folder of the lexicon")
    parser.add_argument("names", nargs="*", help="which variants (default: all)")
    arguments = parser.parse_args()
    chosen = [v for v in VARIANTS if not arguments.names or v.name in arguments.names]
    if not chosen:
        print("no such variant; there are: " + "; ".join(v.name for v in VARIANTS), file=sys.stderr)
        return 2
    try:
        check(arguments.corpora)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    kitchen = Kitchen.open(arguments.corpora, arguments.forms.resolve(), WORK)
    print(HEADER, flush=True)
    for recipe in chosen:
        print(row(recipe, kitchen), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
