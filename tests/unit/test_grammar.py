"""The grammar that writes training sentences: what it writes must be right, for wrong gold harms the parser."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from kg.language.forms import Forms
from training.grammar import write
from training.grammar.inflect import Nouns, Verbs, adjective, determiner
from training.grammar.nouns import noun_phrase
from training.grammar.relatives import WHOSE
from training.grammar.tables import read
from training.grammar.world import World
from training.news_sentences import LABELS, TAGS, UPOS, NewsSentence, _label_faults, _row_faults
from training.one_scheme import is_tree

ENTITIES = Path(__file__).parents[2] / "seeds" / "entities.tsv"
# No such file: surnames come from the lexicon that the package ships.
LEXICON = Path("no-such-lexicon.tsv.xz")


@functools.cache
def sample() -> list[NewsSentence]:
    return write(200, 7, LEXICON, ENTITIES)


def rows(one: NewsSentence) -> list[list[str]]:
    return [
        [
            str(at + 1), w.form, w.lemma, w.upos, w.tag, w.morph,
            "0" if w.head == at else str(w.head + 1), "root" if w.head == at else w.label, "_", "_",
        ]
        for at, w in enumerate(one.tree)
    ]  # fmt: skip


def test_trees_are_valid():
    for one in sample():
        assert _row_faults(rows(one)) == [], one.text
        assert is_tree(list(one.tree)), one.text
        assert all(w.label in LABELS | {"ROOT"} and w.tag in TAGS and w.upos in UPOS for w in one.tree)


def test_the_text_is_its_tokens():
    for one in sample():
        assert "".join(w.form + " " * w.space for w in one.tree).strip() == one.text
        assert not re.search(r" [,.;:?!)“]|[(„] |,,|,\.|  ", one.text), one.text
        assert one.text[0].isupper() or not one.text[0].isalpha(), one.text


def test_entities_are_in_iob():
    for one in sample():
        assert _label_faults(one.labels) == [], one.text
        assert len(one.labels) == len(one.tree)


def test_the_seed_decides():
    assert write(20, 3, LEXICON, ENTITIES) == write(20, 3, LEXICON, ENTITIES)
    assert write(20, 3, LEXICON, ENTITIES) != write(20, 4, LEXICON, ENTITIES)


def test_relative_clauses_stand_between_commas():
    seen = 0
    for one in sample():
        for at, word in enumerate(one.tree):
            if word.tag == "PRELS":
                seen += 1
                before = one.tree[at - 1] if one.tree[at - 1].tag != "APPR" else one.tree[at - 2]
                assert before.form == ",", one.text
    assert seen > 10


def feature(word, name: str) -> str | None:
    return next((part.split("=")[1] for part in word.morph.split("|") if part.startswith(name + "=")), None)


def test_articles_and_adjectives_agree_with_their_noun():
    for one in sample():
        for word in one.tree:
            noun = one.tree[word.head]
            if word.label in ("det", "amod") and feature(word, "Case") and noun.tag in ("NN", "NE"):
                for name in ("Case", "Number", "Gender"):
                    mine, its = feature(word, name), feature(noun, name)
                    assert mine is None or mine == its, (word.form, noun.form, name, one.text)


def test_subject_and_finite_verb_agree():
    for one in sample():
        for word in one.tree:
            if not word.label.startswith("nsubj") or word.tag not in ("NN", "NE"):
                continue
            if any(w.label == "conj" and one.tree[w.head] is word for w in one.tree):
                continue
            head = one.tree[word.head]
            assert feature(word, "Case") == "Nom", one.text
            for verb in one.tree:
                if feature(verb, "VerbForm") == "Fin" and (
                    verb is head or (one.tree[verb.head] is head and verb.label[:3] in ("aux", "cop"))
                ):
                    assert feature(verb, "Number") == feature(word, "Number"), one.text


@pytest.mark.parametrize(
    ("det", "adj", "case", "gender", "number", "expected"),
    [
        ("der", "neu", "Dat", "Fem", "Sing", "der neuen"),
        ("ein", "hoch", "Nom", "Masc", "Sing", "ein hoher"),
        ("kein", "teuer", "Acc", "Neut", "Plur", "keine teuren"),
        ("mehrere", "groß", "Gen", "Fem", "Plur", "mehrerer großer"),
        ("dieser", "streng", "Gen", "Neut", "Sing", "dieses strengen"),
    ],
)
def test_inflection(det, adj, case, gender, number, expected):
    words = determiner(det, case, gender, number), adjective(adj, det, case, gender, number)
    assert " ".join(word.form for word in words) == expected


def test_verb_forms():
    verbs = Verbs()
    assert [t.form for t in verbs.with_zu("auf|heben")] == ["aufzuheben"]
    assert verbs.finite("auf|heben", "Plur", "Past").form == "hoben"
    assert verbs.finite("auf|heben", "Sing", "Pres", joined=True).form == "aufhebt"
    assert verbs.finite("sein", "Plur", "Pres", "Sub").form == "seien"


def test_the_tables_of_forms_hold_what_the_lexicon_knows():
    forms, nouns = Forms.load(), Nouns()
    for row in read("noun_forms"):
        assert row["NOM:SIN"] in forms or row["NOM:PLU"] in forms
    assert nouns.token("Chip|konzern", "Gen", "Sing").form == "Chipkonzerns"
    for row in read("verb_forms"):
        assert row["past"] in forms, row["verb"]


def test_every_kind_of_the_tables_can_be_written():
    world = World(LEXICON, ENTITIES)
    kinds = {kind for frame in world.frames for kind in frame.subject}
    for kind in kinds:
        assert any(not f.has("dass", "ob", "zu", "perfect") for f in world.by_subject[kind]), kind
    kinds |= {kind for frame in world.frames for slot in frame.slots for kind in slot.kinds}
    kinds |= {kind for nouns in world.nouns.values() for noun in nouns for slot in noun.governs for kind in slot.kinds}
    for kind in sorted(kinds):
        assert noun_phrase(world, (kind,), "Acc").toks, kind
    assert all(kind in world.by_subject for kinds in WHOSE.values() for kind in kinds)
