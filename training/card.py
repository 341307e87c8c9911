"""The model card, the licence notice and the figures that lie beside the weights."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from training.corpora import CORPORA, Corpus

Scores = Mapping[str, object]
LABELS = ("PER", "ORG", "LOC", "MISC", "PRODUCT", "MATERIAL", "MEASURE")
PACKAGES = ("spacy", "thinc", "numpy", "marisa-trie")


def versions() -> dict[str, str]:
    """The versions the weights were made with."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def write_figures(out: Path, figures: dict[str, object]) -> None:
    """figures.json: what was measured, and the versions it was measured with."""
    document = {"versions": versions(), **figures}
    (out / "figures.json").write_text(
        json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def write_card(out: Path, figures: dict[str, object]) -> None:
    """README.md and LICENSE for the folder of the model."""
    (out / "README.md").write_text(card(figures), encoding="utf-8")
    (out / "LICENSE").write_text(licence(), encoding="utf-8")


def card(figures: dict[str, object]) -> str:
    """The model card as Markdown."""
    lines = [
        "# The German pipeline of kg",
        "",
        "Made by `make model CORPORA=DIR`, which also measured every figure here; do not edit by hand. Weights and",
        "tables are CC BY-SA 4.0 (see LICENSE here), the code of kg is MIT.",
        "",
        "| file | is |",
        "|---|---|",
        f"| `pipeline/` | spaCy pipeline: UD parse, STTS tags, morphology, entities ({' '.join(LABELS)}) |",
        "| `forms.marisa`, `forms.json` | the full-form lexicon as a trie: forms, lemmas, cases, kinds of names |",
        "| `figures.json` | the measurements below, and the versions they were made with |",
        "",
        "For German news in the spelling since 1996, on politics, trade, technology and raw materials. Not for speech,",
        "verse, dialect or tweets. It was fitted on few trees: on texts of other kinds (the row GSD) take a parse for",
        "a guess and look at cases and sentence bracket too. Sentences and annotation of our own come from one house:",
        "the measuring part shares no sentence with the fitted part, but its topics, its scheme and its manner, and it",
        "leaves out what the guide leaves open. So figures on it are higher than on a stranger's news.",
        "",
        "## Measured on held-out sentences",
        "",
        "Networks fitted without them; gold tokens, punctuation not counted in attachment, lemmas of content words.",
        "",
        "| | " + " | ".join(_SYNTAX.values()) + " |",
        "|---|" + "---|" * len(_SYNTAX),
    ]
    syntax = figures["syntax"]
    assert isinstance(syntax, dict)
    for name, scores in syntax.items():
        lines.append(f"| {name} | " + " | ".join(_cell(scores.get(key)) for key in _SYNTAX) + " |")
    lines += ["", "| relation, F | " + " | ".join(syntax) + " |", "|---|" + "---|" * len(syntax)]
    for relation in next(iter(syntax.values()))["relations"]:
        cells = [_cell(scores["relations"].get(relation)) for scores in syntax.values()]
        lines.append(f"| {relation} | " + " | ".join(cells) + " |")
    clauses = figures["clauses"]
    assert isinstance(clauses, dict)
    lines += [
        "",
        f"Clauses of our own news, as `kg annotate` lists them: {clauses['clauses']:.0f} clauses annotated by hand,",
        "each sentence read alone. The share of clauses whose part is right, to the very words; of borders the F of",
        "clauses whose first and last word are both right.",
        "*overlap*: begins or ends at the same word (an attribute more or less).",
        "",
        "| part | right |",
        "|---|---|",
    ]
    lines += [f"| {name} | {_cell(value)} |" for name, value in clauses.items() if name != "clauses"]
    entities = figures["entities"]
    assert isinstance(entities, dict)
    for name, scores in entities.items():
        lines += ["", f"Entities, exact spans, {name}:", "", "| | P | R | F |", "|---|---|---|---|"]
        for kind, score in scores.items():
            lines.append(f"| {kind} | {score['p']:.3f} | {score['r']:.3f} | {score['f']:.3f} |")
    lines += ["", f"Speed: {figures['words per second']} words a second on one core, all components.", ""]
    lines += [str(figures["note"]), "", "## Made from", "", "| corpus | licence | from | for |", "|---|---|---|---|"]
    lines += [f"| {name} | {c.licence} | {c.source} | {c.serves} |" for name, c in works()]
    lines += [
        "| news sentences of our own, annotated by hand | CC BY-SA 4.0 | training/news | parse, entities |",
        "| generated news sentences | CC BY-SA 4.0 | training/grammar | parse |",
    ]
    made_with = ", ".join(f"{name} {number}" for name, number in versions().items())
    lines += ["", f"Nothing marked non-commercial went in. Versions: {made_with}."]
    return "\n".join(lines) + "\n"


_SYNTAX = {
    "uas": "UAS",
    "las": "LAS",
    "upos": "UPOS",
    "tag": "STTS",
    "case": "case",
    "lemma": "lemma",
    "verb lemma": "verb lemma",
    "sentence starts": "sentence starts, F",
}


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "–"


def works() -> list[tuple[str, Corpus]]:
    """Each work once, however many files of it are used: its name and the first of them."""
    found: dict[str, tuple[str, Corpus]] = {}
    for corpus in CORPORA:
        found.setdefault(corpus.source, (corpus.name.split(",")[0], corpus))
    return list(found.values())


def licence() -> str:
    """The licence notice with an attribution for each corpus."""
    lines = [
        "The files in this folder (weights of the German pipeline and the full-form lexicon) are licensed under the",
        "Creative Commons Attribution-ShareAlike 4.0 International License.",
        "https://creativecommons.org/licenses/by-sa/4.0/legalcode",
        "",
        "They were derived from the following works; changes: converted to one scheme, fitted, compiled.",
        "",
    ]
    lines += [f"- {name} ({corpus.licence}): {corpus.source}" for name, corpus in works()]
    lines += [
        "",
        "UD German GSD: (c) the contributors of UD German GSD. UD German PUD: (c) the contributors of UD German PUD.",
        "UD German HDT: annotation (c) the Hamburg Dependency Treebank team, University of Hamburg; its texts, by",
        "heise online, are not part of this work. GermEval 2014: (c) Darina Benikova, Chris Biemann, Marc Reznicek.",
        "Universal NER: (c) its contributors. SmartData: (c) DFKI, Martin Schiersch and others. Legal Entity",
        "Recognition: (c) Elena Leitner, Georg Rehm, Julian Moreno-Schneider. Lexicon: (c) Wolfgang Lezius (Morphy),",
        "Daniel Naber, korrekturen.de (Julian von Heyl) and the contributors of german-pos-dict.",
    ]
    return "\n".join(lines) + "\n"
