"""Words of our field: every row's example, and what a longer name keeps."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.errors import TableError
from kg.language.domain import COLUMNS, TABLE, Domain, mark_domain
from kg.lexicon import read_table

DOMAIN = Domain.load()
ROWS = read_table(TABLE, COLUMNS)


def doc(words: str, lemmas: str = "", tags: str = "") -> Doc:
    """A Doc by hand; a word in capitals is a noun."""
    forms = words.split()
    pos = ["NOUN" if w[:1].isupper() or w[:1].isdigit() else "X" for w in forms]
    return Doc(
        spacy.blank("de").vocab,
        words=forms,
        lemmas=lemmas.split() or forms,
        pos=pos,
        tags=tags.split() or ["NN" if p == "NOUN" else "ADJA" for p in pos],
    )


def marked(text: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in mark_domain(text, DOMAIN).ents]


def test_words_endings_and_shapes() -> None:
    assert marked(doc("Strafzölle", "Strafzoll")) == [("Strafzölle", "MEASURE")]
    assert marked(doc("H200")) == [("H200", "PRODUCT")]
    assert marked(doc("die seltenen Erden", "der selten Erde", "ART ADJA NN")) == [("seltenen Erden", "MATERIAL")]
    assert marked(doc("Inflation Reduction Act", tags="NE NE NE")) == [("Inflation Reduction Act", "MEASURE")]
    assert marked(doc("Inflation")) == marked(doc("Rauchverbot")) == marked(doc("Schmerz")) == []
    assert marked(doc("G20")) == marked(doc("F35")) == marked(doc("M23")) == marked(doc("Besuchermagnet")) == []
    assert marked(doc("act")) == []


def test_a_longer_name_stands() -> None:
    body = doc("HBM3")
    body.ents = [Span(body, 0, 1, label="ORG")]
    assert marked(body) == [("HBM3", "ORG")]
    text = doc("Umicore Kobalt AG")
    text.ents = [Span(text, 0, 3, label="ORG")]
    assert marked(text) == [("Umicore Kobalt AG", "ORG")]


@pytest.mark.parametrize("row", [r for r in ROWS if r["how"] in ("word", "ending", "pattern")], ids=lambda r: r["form"])
def test_every_row_gives_its_label(row) -> None:
    word = {"word": row["form"], "ending": "Seiten" + row["form"], "pattern": row["example"]}[row["how"]]
    assert DOMAIN.label(word, word, True) == row["label"]


def test_the_examples_are_as_many_as_the_rows() -> None:
    assert len(ROWS) == len({(r["how"], r["form"]) for r in ROWS}) > 150


def test_a_bad_pattern_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "domain.tsv"
    path.write_text("how\tform\tlabel\texample\npattern\t(\tPRODUCT\tSatz.\n", encoding="utf-8")
    with pytest.raises(TableError, match="domain.tsv:2"):
        Domain.load(path)
