"""One command from corpora to the model in the package: convert, fit, measure, fit on all trees, package, model card.

python -m training.make_model --corpora DIR --out kg/language/model
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import spacy

from kg.language.forms import Forms
from kg.language.pipeline import load_pipeline
from training import card, train
from training.compile_forms import compile_forms
from training.convert_entities import load_entities
from training.convert_entities import to_doc as entity_doc
from training.convert_trees import Split, load_split, training_docs
from training.convert_trees import to_doc as tree_doc
from training.corpora import CorpusError, check
from training.evaluate import evaluate_entities, evaluate_sentences, evaluate_syntax, words_per_second

WORK = Path(__file__).parent / "work"
NOTE = (
    "The parse that ships was then fitted once more, on the held-out trees too; only 200 sentences of GSD-dev, which "
    "decide when to stop, stayed out. The entities that ship are those measured."
)


def make(corpora: Path, out: Path, work: Path = WORK) -> None:
    """Writes the whole model into the folder `out`; what lies in `work` from an earlier run is used again."""
    check(corpora)
    out, work = out.resolve(), work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    print("lexicon:", compile_forms(corpora / "lexicon/german-forms.tsv.xz", corpora / "text/parliament.txt.xz", out))
    forms = Forms.load(out)
    train.pretrain(corpora, out, work)

    blank = spacy.blank("de")
    split = load_split(corpora)
    entities = load_entities(corpora, blank, forms)
    dev = [tree_doc(blank.vocab, [tree]) for tree in split.dev]
    entity_dev = [entity_doc(blank, [s]) for s in entities.dev]

    docs = train.entity_docs(blank, entities, corpora, forms)
    train.fit("entities", docs, entity_dev, corpora, out, work, "entities")
    for run, trees, folder in (
        ("syntax", split.train, work / "measured"),
        ("syntax-all", split.train + split.gsd_test + split.hdt_test, out / "pipeline"),
    ):
        syntax = train.fit("syntax", training_docs(blank.vocab, trees), dev, corpora, out, work, run)
        train.assemble(syntax, spacy.load(work / "entities" / "model-best"), folder)
    figures = measure(work / "measured", split, [entity_doc(blank, [s]) for s in entities.test])
    card.write_figures(out, figures)
    card.write_card(out, figures)
    load_pipeline(out / "pipeline")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {size / 1e6:.1f} MB")


def measure(pipeline: Path, split: Split, entities: list[spacy.tokens.Doc]) -> dict[str, object]:
    """All figures of the model card, on sentences the pipeline was not fitted on."""
    nlp = load_pipeline(pipeline)
    syntax = {}
    for name, trees in (("GSD test", split.gsd_test), ("HDT, 300 sentences", split.hdt_test)):
        syntax[name] = evaluate_syntax(nlp, trees) | {"sentence starts": evaluate_sentences(nlp, trees)["f"]}
    texts = [tree_doc(nlp.vocab, split.gsd_test[at : at + 5]).text for at in range(0, 600, 5)]
    return {
        "syntax": syntax,
        "entities": evaluate_entities(nlp, entities),
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
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
