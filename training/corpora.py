"""The table of corpora: which file, whose, under which licence, for what. Non-commercial ones are refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# Licences under which weights may ship as CC BY-SA 4.0.
OPEN = frozenset({"CC BY-SA 4.0", "CC BY-SA 3.0", "CC BY 4.0", "CC0", "public domain"})


class CorpusError(Exception):
    """A corpus that is missing or may not be used; one clear line."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One corpus: its file under the corpora's folder, where it comes from, and what it serves."""

    file: str
    name: str
    licence: str
    source: str
    serves: str


GITHUB = "https://github.com/"
UD = GITHUB + "UniversalDependencies/"
CORPORA: tuple[Corpus, ...] = (
    Corpus("treebanks/gsd-dev.conllu", "UD German GSD, dev", "CC BY-SA 4.0", UD + "UD_German-GSD", "parse"),
    Corpus("treebanks/gsd-test.conllu", "UD German GSD, test", "CC BY-SA 4.0", UD + "UD_German-GSD", "parse"),
    Corpus("treebanks/pud.conllu", "UD German PUD", "CC BY-SA 3.0", UD + "UD_German-PUD", "parse"),
    Corpus(
        "treebanks/hdt-bugs-a.conllu",
        "UD German HDT, part a (annotation)",
        "CC BY-SA 4.0",
        UD + "UD_German-HDT",
        "parse",
    ),
    Corpus(
        "treebanks/hdt-bugs-b.conllu",
        "UD German HDT, part b (annotation)",
        "CC BY-SA 4.0",
        UD + "UD_German-HDT",
        "parse",
    ),
    Corpus(
        "ner/germeval-dev.tsv",
        "GermEval 2014, dev",
        "CC BY 4.0",
        GITHUB + "mapriess/GermEval_2014_NER_DEMO",
        "entities",
    ),
    Corpus(
        "ner/germeval-test.tsv",
        "GermEval 2014, test",
        "CC BY 4.0",
        GITHUB + "mapriess/GermEval_2014_NER_DEMO",
        "entities",
    ),
    Corpus(
        "ner/uner-pud.iob2", "Universal NER on PUD", "CC BY-SA 3.0", GITHUB + "UniversalNER/UNER_German-PUD", "entities"
    ),
    Corpus(
        "ner/smartdata-v1_20180119-train.json.gz",
        "SmartData, train",
        "CC BY 4.0",
        GITHUB + "DFKI-NLP/smartdata-corpus",
        "entities",
    ),
    Corpus(
        "ner/smartdata-v1_20180119-test.json.gz",
        "SmartData, test",
        "CC BY 4.0",
        GITHUB + "DFKI-NLP/smartdata-corpus",
        "entities",
    ),
    *(
        Corpus(
            f"ner/legal-{court}.conll.gz",
            f"Legal Entity Recognition, {court.upper()}",
            "CC BY 4.0",
            GITHUB + "elenanereiss/Legal-Entity-Recognition",
            "entities",
        )
        for court in ("bag", "bfh", "bgh", "bpatg", "bsg", "bverfg", "bverwg")
    ),
    Corpus(
        "lexicon/german-forms.tsv.xz",
        "German full-form lexicon of LanguageTool",
        "CC BY-SA 4.0",
        GITHUB + "languagetool-org/german-pos-dict",
        "lexicon",
    ),
    Corpus(
        "text/parliament.txt.xz",
        "Protocols of the Bundestag",
        "public domain",
        GITHUB + "mathias-goebel/plenarsitzungsprotokolle and " + GITHUB + "bundestag/plpr-scraper",
        "free text",
    ),
    Corpus(
        "start/vectors-parliament",
        "floret vectors from the protocols of the Bundestag",
        "CC0",
        "made for this project (64 dimensions, 20,000 buckets)",
        "vectors",
    ),
)


def serving(what: str, corpora: tuple[Corpus, ...] = CORPORA) -> tuple[Corpus, ...]:
    """The corpora that serve `what`: parse, entities, lexicon, free text, vectors."""
    return tuple(corpus for corpus in corpora if corpus.serves == what)


def check(folder: Path, corpora: tuple[Corpus, ...] = CORPORA) -> None:
    """Raises CorpusError, one line a fault, if a corpus is missing under `folder` or its licence forbids shipping."""
    faults = []
    for corpus in corpora:
        if corpus.licence not in OPEN:
            faults.append(f"{corpus.file}: {corpus.licence} may not go into weights that ship; leave it out")
        elif not (folder / corpus.file).exists():
            faults.append(f"{folder / corpus.file}: missing; {corpus.name} comes from {corpus.source}")
    if faults:
        raise CorpusError("\n".join(faults))
