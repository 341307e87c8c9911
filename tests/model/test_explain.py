"""Why a sentence yields what it yields, as `kg explain` tells it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kg.build import Reader
from kg.cli import main
from kg.explain import Explained, explain
from kg.reading import from_text

pytestmark = pytest.mark.model


def explained(reader: Reader, text: str) -> Explained:
    (one,) = explain(reader, from_text(text, "sentence"))
    return one


def tried(one: Explained, word: str, relation: str) -> list[tuple[bool, str]]:
    return [(t.fired, t.why) for t in one.tried if t.word == word and t.relation == relation]


def test_a_frame_that_fires_tells_its_fact_and_what_makes_it_sure(reader: Reader) -> None:
    one = explained(reader, "China verhängte Exportkontrollen für Gallium.")
    assert (True, "China restricts Gallium") in tried(one, "verhängen", "restricts")
    told = next(t for t in one.told if t.fact == "China restricts Gallium")
    assert told.statement is not None and told.rule == "restricts.verhängen" and told.weights
    assert [w.text for w in one.words] == "China verhängte Exportkontrollen für Gallium .".split()
    assert any(line.startswith("China → China (Country, name)") for line in one.mentions)
    assert any(line.startswith("main: verhängen (active, past; Asserted, Current)") for line in one.clauses)


@pytest.mark.parametrize(
    ("text", "word", "relation", "why"),
    [
        ("Das Wetter besuchte Peking.", "besuchen", "visits", "nobody that may be its subject stands in its place"),
        ("Xi Jinping besuchte die Oper.", "besuchen", "visits", "nobody that may be its object stands in its place"),
        ("Japan schloss das Tor mit Indien ab.", "abschließen", "agreesWith", "the condition obj:agreement does not hold"),  # noqa: E501
        ("Nvidia einigt China.", "einigen", "agreesWith", 'the row needs "sich"'),
    ],
)  # fmt: skip
def test_a_frame_that_does_not_fire_says_what_it_lacks(reader: Reader, text, word, relation, why) -> None:
    assert (False, why) in tried(explained(reader, text), word, relation)


def test_a_fact_of_classes_that_do_not_fit_is_refused_with_the_classes(reader: Reader) -> None:
    one = explained(reader, "Donald Trump besitzt Gallium.")
    refused = [t for t in one.told if t.statement is None]
    assert refused and all("kg:owns is for Agent → " in t.why and "not for Person → Material" in t.why for t in refused)


def test_the_command_prints_text_and_json() -> None:
    sentence = "China verhängte am Montag Exportkontrollen für Gallium."
    text = CliRunner().invoke(main, ["explain", sentence, "--date", "2025-12-09"])
    assert text.exit_code == 0, text.stderr
    assert "pointInTime 2025-12-08" in text.stdout and "  + verbs verhängen" in text.stdout
    (one,) = json.loads(CliRunner().invoke(main, ["explain", "-", "--format", "json"], input=sentence).stdout)
    assert one["text"] == sentence and any(t["fired"] for t in one["tried"])


@pytest.mark.parametrize(("arguments", "code"), [([" "], 1), (["Ein Satz.", "--date", "gestern"], 2)])
def test_nothing_to_explain_is_one_line(arguments, code) -> None:
    done = CliRunner().invoke(main, ["explain", *arguments])
    assert done.exit_code == code and done.stderr.count("\n") == 1 and not done.stdout
