"""The words, texts and colours of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.explore.looks import CLASS_LOOKS, DARK, LIGHT, OTHER_LOOK, READING_LOOKS
from kg.explore.statements import READINGS
from kg.explore.words import load_texts, load_words, page_texts, page_words, text
from kg.vocab import ENTITY_CLASSES, QUALIFIERS, RELATIONS


def table(folder: Path, text: str) -> Path:
    path = folder / "words.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_term_has_its_words_in_both_languages():
    words = page_words()
    assert set(words["classes"]) == {*ENTITY_CLASSES, ""} == {*CLASS_LOOKS, ""}
    assert set(words["properties"]) == set(RELATIONS) and set(words["qualifiers"]) == set(QUALIFIERS)
    assert list(words["readings"]) == list(READING_LOOKS) == [*READINGS, "Mixed"]
    assert words["classes"]["GovernmentBody"]["dePlural"] == "Staatliche Stellen"
    assert words["properties"]["restricts"] == {
        "de": "beschränkt", "en": "restricts", "deInverse": "wird beschränkt von", "enInverse": "is restricted by",
        "symmetric": False,
    }  # fmt: skip
    meets = words["properties"]["meets"]
    assert meets["symmetric"] and meets["enInverse"] == meets["en"]
    assert words["readings"]["Claimed"]["en"] == "as a claim" and words["statuses"]["Former"]["de"] == "ehemals"
    for kind in words.values():
        assert all(entry["de"] and entry["en"] for entry in kind.values())


def test_the_table_of_words_reports_all_its_faults(tmp_path):
    rows = "kind\tname\tde\ten\nclass\tPersn\tPersonen\tpeople\nverb\tleads\tx\ty\nproperty\tleads\t\tz\n"
    rows += "class\tCity\ta\tb\n"
    with pytest.raises(TableError) as caught:
        load_words(table(tmp_path, rows + "class\tCity\ta\tb\n"))
    faults = caught.value.faults
    assert faults[0] == "words.tsv:2: unknown class Persn; did you mean Person?"
    assert "words.tsv:3: unknown kind verb" in faults[1]
    assert "words.tsv:4: de is empty" in faults
    assert "words.tsv:6: class City stands in line 5 already" in faults
    assert "words.tsv:7: class Chip is missing; add a row" in faults


def test_the_table_of_texts_reports_all_its_faults(tmp_path):
    rows = "key\tde\ten\nb\tzwei {n}\ttwo {m}\na\teins\t\na\tdrei\tthree\nA b\tx\ty\n"
    with pytest.raises(TableError) as caught:
        load_texts(table(tmp_path, rows))
    faults = "\n".join(caught.value.faults)
    for fault in (
        "words.tsv:2: b: the values in braces differ",
        "words.tsv:3: en is empty",
        "words.tsv:3: a must stand above line 2",
        "words.tsv:4: key a stands in line 3 already",
        "words.tsv:5: key 'A b' is not of the form",
    ):
        assert fault in faults
    with pytest.raises(TableError, match="no column en"):
        load_texts(table(tmp_path, "key\tde\n"))


def test_a_text_is_filled_in():
    assert text("title-around", "de", name="{n} & Söhne") == "{n} & Söhne und Umfeld"
    assert {"title", "title-around", "texts-left-out"} <= set(page_texts())


def test_every_text_that_the_scripts_ask_for_is_there():
    """A key that stands in a script as a whole word in quotes."""
    folder = Path(__file__).parents[2] / "kg" / "explore" / "web"
    asked = {
        key
        for file in folder.glob("*.js")
        for key in re.findall(r'\bt\("([a-z][\w.-]*)"', file.read_text(encoding="utf-8"))
    } | set(re.findall(r'data-t(?:-label)?="([^"]+)"', (folder / "page.html").read_text(encoding="utf-8")))
    assert len(asked) > 50
    assert sorted(asked - page_texts().keys()) == []


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", [*CLASS_LOOKS, *READING_LOOKS, "other"])
def test_every_colour_stands_out_from_both_grounds(name):
    look = {**CLASS_LOOKS, **READING_LOOKS, "other": OTHER_LOOK}[name]
    assert min(contrast(look.color, LIGHT), contrast(look.color, "#ffffff")) >= 3
    assert min(contrast(look.dark, DARK), contrast(look.dark, "#000000")) >= 3


def test_readings_differ_by_their_dashes_too():
    dashes = [look.dash for look in READING_LOOKS.values()]
    assert len(set(dashes)) == len(dashes) and READING_LOOKS["Asserted"].dash is None
