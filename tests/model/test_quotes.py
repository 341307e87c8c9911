"""Who is quoted with what, over the whole pipeline: the table beside this file, the example of each word of saying."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.annotate import annotation
from kg.build import Reader
from kg.extraction.scene import Scene, scenes_of
from kg.extraction.scope.voices import quotes_of, voices
from kg.language.quotes import Quote, load_sayings
from kg.language.quotes.marks import pairs
from kg.language.quotes.model import REPORTED
from kg.language.quotes.tables import ACT, HOME, SOURCE
from kg.lexicon import Column, Row, read_table
from kg.reading import from_text

pytestmark = pytest.mark.model

COLUMNS = (Column("text", required=True, unique=True), Column("quotes"), Column("falls_short"))
TABLE = read_table(Path(__file__).with_name("quotes.tsv"), COLUMNS)
SAYINGS = load_sayings()


def read(reader: Reader, text: str) -> tuple[tuple[Quote, ...], list[Scene]]:
    """The quotes of a text and its sentences."""
    article = from_text(text, "text.txt")
    doc = reader.annotate(article)
    mentions = reader.read_doc(article, doc).mentions
    scenes = scenes_of(doc, article, mentions, reader.frames, reader.forms, reader.table)
    return quotes_of(scenes), scenes


def as_written(quote: Quote, doc) -> str:
    """A quote in the notation of the table."""
    words = " | ".join(doc[a:b].text for a, b in quote.parts)
    who = doc[slice(*quote.speaker.tokens)].text if quote.speaker is not None else "-"
    return f"{quote.type} @{who}: {words}"


def case(row: Row):
    short = row["falls_short"]
    marks = [pytest.mark.xfail(strict=True, reason=short)] if short else []
    return pytest.param(row, marks=marks, id=f"line {row.line}")


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_every_quote_and_no_other(reader: Reader, row: Row) -> None:
    found, scenes = read(reader, row["text"])
    assert [as_written(quote, scenes[0].doc) for quote in found] == [q for q in row["quotes"].split("; ") if q]


def examples(table: str, word: str) -> list:
    rows = read_table(HOME / table, (Column(word), Column("example"), *map(Column, REST[table])))
    return [pytest.param(row[word], row["example"], id=row[word]) for row in rows]


REST = {"sayings.tsv": ("beside", "takes", "makes"), "accounts.tsv": ("kind", "makes")}


@pytest.mark.parametrize(("verb", "example"), examples("sayings.tsv", "verb"))
def test_verbs_of_saying(reader: Reader, verb: str, example: str) -> None:
    """The example holds a quote that the verb brings, with a speaker."""
    found, scenes = read(reader, example)
    saying = SAYINGS.verbs[verb]
    own = [quote for quote in found if quote.speaker is not None and quote.cue]
    if saying.takes == {ACT}:
        assert [quote.type for quote in own] == [REPORTED]
        return
    assert [(quote.verb, quote.makes) for quote in own] == [(verb, saying.makes)]


@pytest.mark.parametrize(("noun", "example"), examples("accounts.tsv", "noun"))
def test_nouns_for_what_is_said(reader: Reader, noun: str, example: str) -> None:
    """The example holds a quote that the noun brings."""
    found, scenes = read(reader, example)
    account = SAYINGS.accounts[noun]
    said = [quote for quote in found if quote.type != REPORTED]
    assert said and said[0].speaker is not None
    if account.kind != SOURCE:
        assert said[0].makes == account.makes


def test_a_token_hears_the_smallest_quote_around_it(reader: Reader) -> None:
    text = "Merz sagte, Xi habe erklärt, China liefere Gallium."
    _, scenes = read(reader, text)
    heard = voices(scenes)
    doc = scenes[0].doc
    by_word = {doc[i].text: voice.speaker.entity.id for i, voice in heard.items() if voice.speaker is not None}
    assert by_word["habe"] == "friedrich-merz" and by_word["liefere"] == "xi-jinping"


def test_annotate_lists_quotes_though_no_statement_comes_of_them(reader: Reader) -> None:
    text = "„Das Wetter ist heute schön“, sagte Merz. Ein Nachbar nickte."
    found = annotation(reader, from_text(text, "text.txt"))
    (quote,) = found["quotes"]
    assert found["statements"] == []
    assert text[quote["start"] : quote["end"]] == "„Das Wetter ist heute schön“" and quote["type"] == "direct"
    assert quote["speaker"] == {"start": 36, "end": 40, "text": "Merz", "entity": "friedrich-merz"}
    assert quote["cue"] == {"start": 30, "end": 35, "text": "sagte"}


def test_words_over_paragraphs_are_one_range_in_each(reader: Reader) -> None:
    doc = reader.annotate(from_text("„Wir liefern Gallium.\n\n„Wir liefern Lithium.“ Das reicht.", "text.txt"))
    assert [doc[a:b].text.strip() for a, b in pairs(doc)] == ["„Wir liefern Gallium.", "„Wir liefern Lithium.“"]


def test_the_tables_are_wide() -> None:
    said = [s for s in SAYINGS.verbs.values() if s.takes != {ACT}]
    assert len(said) >= 180 and len(TABLE) >= 35
    assert all(a != b for a, b in pairwise(sorted(SAYINGS.verbs)))
