"""The same sentences annotated by hand in UD and in TIGER: turned, TIGER gives the UD tree, and the same clauses."""

from __future__ import annotations

from pathlib import Path

import pytest
from german import POS, vocabulary
from spacy.tokens import Doc

from kg.language.clauses import sentences
from kg.language.forms import Forms
from kg.language.outline import outlines
from kg.language.tags import settle_tags
from kg.language.tiger import LABELS, to_ud

TABLE = Path(__file__).with_name("tiger.txt")
SENTENCES = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def annotated(notation: str, column: int) -> Doc:
    """The Doc of one line with the heads and labels of a column: 2 UD, 3 TIGER."""
    parts = [part.split("/") for part in notation.replace("//$(", "").split()]
    words, tags = [p[0] for p in parts], [p[1] for p in parts]
    links = [p[column].split(".") if len(p) > 2 else None for p in parts]
    root = next(i for i, link in enumerate(links) if link and link[0] == "0")
    heads = [root if link is None else i if link[0] == "0" else int(link[0]) - 1 for i, link in enumerate(links)]
    deps = [link[1] if link else "punct" for link in links]
    pos = ["VERB" if t.startswith("VV") else "AUX" if t[:2] in ("VA", "VM") else POS.get(t, "X") for t in tags]
    spaces = [not tag.startswith("$") for tag in [*tags[1:], "$."]]
    return Doc(vocabulary(), words=words, tags=tags, pos=pos, heads=heads, deps=deps, spaces=spaces)


def clauses(doc: Doc, forms: Forms) -> list[object]:
    return list(outlines(doc, sentences(settle_tags(doc, forms), [], forms.cases, forms)))


@pytest.mark.parametrize("notation", SENTENCES, ids=lambda n: " ".join(p.split("/")[0] for p in n.split()))
def test_tiger_turned_is_the_ud_tree(notation: str, forms: Forms) -> None:
    ud, turned = annotated(notation, 2), to_ud(annotated(notation, 3))
    assert [(t.text, t.dep_, t.head.text) for t in turned if not t.tag_.startswith("$")] == [
        (t.text, t.dep_, t.head.text) for t in ud if not t.tag_.startswith("$")
    ]
    assert len(list(turned.sents)) == 1
    assert clauses(turned, forms) == clauses(ud, forms) != []


def test_the_sentences_are_many_and_use_tigers_labels() -> None:
    assert len(SENTENCES) >= 25
    met = {token.dep_ for notation in SENTENCES for token in annotated(notation, 3)}
    assert met <= LABELS and len(met) >= 20


def test_a_clause_reads_as_it_should(forms: Forms) -> None:
    (found,) = clauses(to_ud(annotated(SENTENCES[1], 3)), forms)
    assert (found.predicate, found.voice, found.subject.text) == ("schließen", "passive", "Das Werk")
    assert found.agent.text == "der Behörde"
