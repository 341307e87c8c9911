"""IRIs: valid, stable, and different for different things."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from graph_readings import CHINA, GALLIUM, gallium, readings
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import URIRef

from kg.graph.iris import BASE, article_iri, base_of, entity_iri, span_iri, statement_iri
from kg.linking.ids import slug
from kg.model import Article, Modality, Qualifier, Status

NAMES = {
    "Münchner Rück": "muenchner-rueck",
    "U\u0308ber": "ueber",
    "Groß & Söhne": "gross-und-soehne",
    "GROẞ": "gross",
    "H20": "h20",
    "C++": "c-plus-plus",
    "L’Oréal": "loreal",
    "Łódź": "lodz",
    "İstanbul": "istanbul",
    "Truth  Social\n": "truth-social",
    "JL Mag Rare-Earth": "jl-mag-rare-earth",
    "½": "1-2",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_slug(name, expected):
    assert slug(name) == expected


@given(st.text())
@example("")
@example("...")
@example("习近平")
@example("Xi 习近平")
@example("ǅ" * 90)
@example("\ud800")
def test_any_name_has_a_sound_slug(name):
    made = slug(name)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 80
    assert slug(made) == made
    assert_sound(entity_iri(made))


@pytest.mark.parametrize(
    ("one", "other"), [("习近平", "李强"), ("Xi 习近平", "Xi"), ("a" * 99, "a" * 98), ("C", "C++")]
)
def test_names_stay_apart(one, other):
    assert slug(one) != slug(other)


def assert_sound(iri: str) -> None:
    """Absolute, and the same after a round through a strict parser."""
    quads = [Quad(NamedNode(iri), NamedNode(iri), Literal("x"))]
    nt = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES)
    assert list(parse(nt, RdfFormat.N_TRIPLES)) == quads
    assert iri.startswith(BASE) and len(iri) > len(BASE)
    assert URIRef(iri).n3() == f"<{iri}>"


@given(st.text(min_size=1))
@example("article/0123456789abcdef")
@example("..")
@example('a b<>"{}|^`\\%#?')
def test_any_id_has_a_sound_iri(entity_id):
    iri = entity_iri(entity_id)
    assert_sound(iri)
    assert "/" not in iri.removeprefix(BASE)
    assert iri.removeprefix(BASE) not in (".", "..")


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_ids_have_two_iris(one, other):
    assert (entity_iri(one) == entity_iri(other)) == (one == other)


def test_an_empty_id_has_no_iri():
    with pytest.raises(ValueError, match="without an id"):
        entity_iri("")


def test_iris_are_those_of_every_build():
    """These stand in graphs that people keep: to change them is to break their links."""
    article = Article("a.txt", "China verhängt Zölle.", "Zölle", "2025-07-29")
    assert article_iri(article) == BASE + "article/689b8fecef130a82"
    assert span_iri(article_iri(article), 0, 21) == BASE + "article/689b8fecef130a82#char=0,21"
    assert statement_iri(gallium().statements[0]) == BASE + "statement/3affe00aa1389943"
    assert base_of(article_iri(article, "https://example.org/article/x/")) == "https://example.org/article/x/"


def test_an_article_is_its_content_not_its_file():
    article = gallium().article
    same = replace(article, source="other.md", publisher=None, url="https://example.org/", prose=((0, 3),))
    assert article_iri(same) == article_iri(article)
    for other in ({"text": "x"}, {"title": "x"}, {"issued": "2025"}, {"title": None}):
        assert article_iri(replace(article, **other)) != article_iri(article)


def test_a_statement_is_what_it_says_not_where_or_how_surely():
    statement = gallium().statements[0]
    same = replace(
        statement,
        subject=replace(CHINA, name="Volksrepublik", wikidata=None),
        confidence=Decimal("0.1"),
        evidence=(),
        qualifiers=statement.qualifiers[::-1],
    )
    assert statement_iri(same) == statement_iri(statement)
    others = [
        {"subject": GALLIUM, "object": CHINA},
        {"predicate": "eases"},
        {"modality": Modality.PLANNED},
        {"status": Status.FORMER},
        {"attributed_to": GALLIUM},
        {"attributed_as": "Kritiker"},
        {"qualifiers": ()},
        {"qualifiers": (Qualifier("measure", "exportkontrollen", "words"), *statement.qualifiers[1:])},
    ]
    iris = {statement_iri(replace(statement, **other)) for other in others}
    assert len(iris | {statement_iri(statement)}) == len(others) + 1


@given(readings())
def test_all_iris_of_a_reading_are_sound(reading):
    assert_sound(article_iri(reading.article))
    for statement in reading.statements:
        assert_sound(statement_iri(statement))
