"""However long a sentence is, reading it takes no more than linear effort: counted in calls, not in seconds."""

from __future__ import annotations

import sys

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.build import Reader
from kg.reading import from_text

pytestmark = pytest.mark.model

PARTS = (
    "China beschränkt den Export von Gallium",
    "das Chips an die USA liefert",
    "sagte der Chef der Firma Nvidia",
    "mit Xi in Peking über Zölle",
    "Germanium, Graphit und Antimon",
    "des Ministers des Landes",
    "die chinesische Regierung habe am Montag 25 Prozent Zoll verhängt",
    "der Velta AG und Peter Hansen",
    "um Lithium zu fördern",
    "„weil Trump droht“",
)
GLUE = (", ", " ", " und ", ", dass ", ": ", " – ")
SHORT, LONG = 1_250, 5_000  # words


def sentence(parts: list[str], glue: str, words: int) -> str:
    """The parts over and over, until the sentence has that many words."""
    once = glue.join(parts)
    times = -(-words // len((once + glue).split()))
    return " ".join(glue.join([once] * times).split()[:words]) + "."


def calls(reader: Reader, text: str) -> tuple[int, int]:
    """How many functions are called to read a text behind the spaCy pipeline, and its number of tokens."""
    article = from_text(text, "long.txt")
    doc = reader.annotate(article)
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        reader.read_doc(article, doc)
    finally:
        sys.setprofile(None)
    return count, len(doc)


def test_a_long_sentence_takes_linear_effort(reader: Reader) -> None:
    seen = 0

    @settings(max_examples=3, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3), st.sampled_from(GLUE))
    def holds(parts: list[str], glue: str) -> None:
        nonlocal seen
        (few, short), (many, long) = (calls(reader, sentence(parts, glue, words)) for words in (SHORT, LONG))
        assert long > 3 * short
        assert many / few < 1.3 * long / short, f"{few} calls for {short} tokens, {many} for {long}"
        seen += 1

    holds()
    assert seen >= 3


def test_every_word_of_a_long_sentence_is_read_once(reader: Reader) -> None:
    from kg.language.clauses import LONGEST, sentence_spans

    doc = reader.annotate(from_text(sentence(list(PARTS), ", ", LONG), "long.txt"))
    spans = sentence_spans(doc, [])
    assert [i for start, end in spans for i in range(start, end)] == list(range(len(doc)))
    assert max(end - start for start, end in spans) <= LONGEST
