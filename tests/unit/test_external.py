"""A pipeline of somebody else in place of ours: one that was trained here on TIGER labels, and those to refuse."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner, Result
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from test_tiger import SENTENCES, annotated

from kg.cli import main
from kg.errors import ModelError
from kg.language import external
from kg.language.pipeline import load_pipeline


def small(*components: str, lang: str = "de") -> Language:
    """An untrained pipeline; the parser also learns labels that are seen once."""
    nlp = spacy.blank(lang)
    for name in components:
        nlp.add_pipe(name, config={"min_action_freq": 1} if name == "parser" else {})
    return nlp


def examples(nlp: Language, docs: Iterator[Doc]) -> list[Example]:
    return [Example(nlp.make_doc(doc.text), doc) for doc in docs]


def prepared(nlp: Language, column: int) -> Language:
    docs = examples(nlp, (annotated(notation, column) for notation in SENTENCES))
    nlp.initialize(lambda: docs)
    return nlp


@pytest.fixture(scope="module")
def tiger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pipeline that knows the sentences of test_tiger by heart, in TIGER labels."""
    random.seed(1)
    spacy.util.fix_random_seed(1)
    nlp = prepared(small("tagger", "parser"), 3)
    docs = examples(nlp, (annotated(notation, 3) for notation in SENTENCES))
    for _ in range(12):
        random.shuffle(docs)
        for batch in spacy.util.minibatch(docs, 4):
            nlp.update(batch)
    folder = tmp_path_factory.mktemp("pipelines") / "tiger"
    nlp.to_disk(folder)
    return folder


def kg(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def test_clauses_are_read_from_tiger_labels(tiger: Path) -> None:
    text = "Das Werk wurde von der Behörde geschlossen.\n\nTokio stimmt zu, aber Seoul lehnt ab.\n"
    done = kg("annotate", "-", "--pipeline", tiger, stdin=text)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)["clauses"]
    assert [(c["predicate"], c["voice"], text[c["start"] : c["end"]]) for c in found] == [
        ("schließen", "passive", "Das Werk wurde von der Behörde geschlossen"),
        ("zustimmen", "active", "Tokio stimmt zu"),
        ("ablehnen", "active", "Seoul lehnt ab"),
    ]
    assert found[0]["agent"]["text"] == "der Behörde" and found[1]["subject"]["text"] == "Tokio"


def test_a_graph_is_built_with_it(tiger: Path, tmp_path: Path) -> None:
    (tmp_path / "satz.txt").write_text("China hat die Ausfuhr verboten, berichtet Reuters.", encoding="utf-8")
    done = kg("build", tmp_path / "satz.txt", "-o", tmp_path / "out", "--pipeline", tiger)
    assert done.exit_code == 0 and done.stdout.startswith("1 article read"), done.output


def test_ours_stand_around_theirs(tiger: Path) -> None:
    nlp = load_pipeline(tiger)
    ours = ["kg_lines", "parser", "kg_whitespace", "kg_tiger", "kg_names", "kg_lemmatizer", "kg_domain"]
    assert nlp.pipe_names == ["tagger", *ours]
    doc = nlp("Der Kurs fiel\n\nTokio stimmt zu.")
    assert {token.dep_.partition(":")[0] for token in doc} <= external.UD
    assert [sent.text.strip() for sent in doc.sents] == ["Der Kurs fiel", "Tokio stimmt zu."]


def test_ud_labels_need_no_turning(tmp_path: Path) -> None:
    prepared(small("tagger", "parser"), 2).to_disk(tmp_path / "ud")
    assert "kg_tiger" not in load_pipeline(tmp_path / "ud").pipe_names


@pytest.mark.parametrize(
    ("labels", "read"),
    [
        ("ROOT sb oa oc mo nk punct dep", "tiger"),
        ("ROOT nsubj nsubj:pass obj obl:arg punct dep", "ud"),
        ("ROOT nsubj dobj pobj prep dep", None),
        ("ROOT punct dep", "ud"),
    ],
)
def test_the_scheme_by_the_labels(labels: str, read: str | None) -> None:
    assert external.scheme(labels.split()) == read


def refused(result: Result, *words: str) -> None:
    """One line on stderr with these words, no traceback."""
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ") and len(line) < 300
    assert all(word in line for word in words), line


def test_a_name_that_is_not_installed(tmp_path: Path) -> None:
    refused(kg("annotate", "-", "--pipeline", "de_no_such_lg", stdin="Der Rat tagt."), "de_no_such_lg", "installed")
    refused(kg("annotate", "-", "--pipeline", tmp_path, stdin="Der Rat tagt."), str(tmp_path), "config.cfg")
    refused(kg("annotate", "-", "--pipeline", "", stdin="Der Rat tagt."), "--pipeline")
    (tmp_path / "a.txt").write_text("Der Rat tagt.", encoding="utf-8")
    refused(kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--pipeline", "de_no_such_lg"), "de_no_such_lg")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("components", "missing"), [(("tagger",), "parser"), (("parser",), "tagger"), ((), "parser")])
def test_a_pipeline_that_lacks_something(components: tuple[str, ...], missing: str, tmp_path: Path) -> None:
    prepared(small(*components), 3).to_disk(tmp_path / "less")
    refused(kg("annotate", "-", "--pipeline", tmp_path / "less", stdin="Der Rat tagt."), f"no {missing}")


def test_labels_of_another_scheme_are_named(tmp_path: Path) -> None:
    nlp = small("tagger", "parser")
    doc = annotated(SENTENCES[0], 3)
    for token in doc:
        token.dep_ = {"sb": "SBJ", "oa": "dobj"}.get(token.dep_, token.dep_)
    nlp.initialize(lambda: examples(nlp, iter([doc])))
    nlp.to_disk(tmp_path / "other")
    result = kg("annotate", "-", "--pipeline", tmp_path / "other", stdin="Der Rat tagt.")
    refused(result, "SBJ", "dobj", "neither UD nor TIGER")


def test_another_language_is_refused(tmp_path: Path) -> None:
    small(lang="en").to_disk(tmp_path / "english")
    with pytest.raises(ModelError, match="language 'en'"):
        load_pipeline(tmp_path / "english")
