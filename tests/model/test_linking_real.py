"""Linking over the pipeline that ships: whole passages in our own words, and what must hold for any text."""

from __future__ import annotations

import pytest

from kg.build import Reader
from kg.linking.link import link
from kg.model import Article, How, Mention

pytestmark = pytest.mark.model

PASSAGES = [
    (
        (
            "Peking hat seine Ausfuhrkontrollen für Gallium verschärft. Die Volksrepublik beherrscht den Markt; "
            "diese Metalle braucht auch der niederländische Konzern ASML."
        ),
        {"china", "gallium", "exportkontrollen", "asml", "niederlande"},
        {"Metalle": ["gallium"], "seine": ["china"]},
    ),
    (
        "In Peking traf Bundeskanzler Friedrich Merz den Präsidenten Xi Jinping. Er sprach mit ihm über seltene Erden.",
        {"peking", "friedrich-merz", "xi-jinping", "seltene-erden"},
        {},
    ),
    (
        (
            "Die Trump-Regierung erlaubt Nvidia, H200-Chips an China zu verkaufen. Der Konzern zahlt dafür 25 Prozent "
            "an die US-Regierung, wie Reuters berichtet."
        ),
        {"trump-regierung", "nvidia", "h200", "china", "vereinigte-staaten", "reuters"},
        {"Konzern": ["nvidia"]},
    ),
    (
        (
            "Ökonomin Hedwig Brandauer vom Institut für Weltwirtschaft warnt. Brandauers Rechnung: Ohne Wolfram aus "
            "China steht die Fabrik in Graz still."
        ),
        {"hedwig-brandauer", "ifw-kiel", "wolfram", "china", "fabrik-in-graz", "graz"},
        {},
    ),
    (
        (
            "Das US-Verteidigungsministerium steigt bei MP Materials ein. Das Ministerium zahlt 400 Millionen Dollar; "
            "die Mine Mountain Pass liegt in Kalifornien."
        ),
        {"pentagon", "mp-materials", "mountain-pass", "kalifornien"},
        {"Ministerium": ["pentagon"]},
    ),
]


def mentions(reader: Reader, text: str) -> tuple[Mention, ...]:
    article = Article("test.txt", text, prose=((0, len(text)),))
    return link(reader.nlp(text), article, reader.table, reader.forms)


@pytest.mark.parametrize(("text", "entities", "references"), PASSAGES)
def test_passages(reader: Reader, text: str, entities: set[str], references: dict[str, list[str]]) -> None:
    found = mentions(reader, text)
    assert entities <= {m.entity.id for m in found}
    for word, expected in references.items():
        assert [m.entity.id for m in found if m.text == word and m.how is How.COREFERENCE] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "!!! ??? … — „“",
        "Alle Menschen sind frei und gleich an Würde und Rechten geboren.",
        "Am Montag regnete es im Norden, und die Kinder spielten im Haus.",
        "ZITAT DES TAGES",
        "derdent desdentstark aufdefiZeit vondent",
        "\U0001f600 Guten Morgen! \U0001f680",
    ],
)
def test_nothing_is_found_where_nothing_is_named(reader: Reader, text: str) -> None:
    assert mentions(reader, text) == ()


def test_offsets_are_code_points(reader: Reader) -> None:
    text = "\U0001f600 Nvidia liefert H200-Chips nach Zürich."
    found = mentions(reader, text)
    assert [m.text for m in found] == ["Nvidia", "H200-Chips", "Zürich"]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_sample_articles_hold_their_invariants(reader: Reader) -> None:
    from kg.linking.table import seeds_file  # the articles lie beside the table in a source tree

    folder = seeds_file("entities.tsv").parent / "articles"  # type: ignore[union-attr]
    files = sorted(p for p in folder.iterdir() if p.name.endswith((".txt", ".md"))) if folder.is_dir() else []
    if not files:
        pytest.skip("no sample articles here")
    for file in files:
        text = file.read_text(encoding="utf-8")
        found = mentions(reader, text)
        assert len({m.entity.id for m in found}) >= 5, file.name
        ids = {}
        for m in found:
            assert text[m.start : m.end] == m.text and m.start < m.end
            assert ids.setdefault(m.entity.id, m.entity) == m.entity, "one id, one entity"
        names = sorted((m.first, m.last) for m in found if m.how in (How.NAME, How.METONYM))
        assert all(a[1] <= b[0] for a, b in zip(names, names[1:], strict=False)), "names are disjoint"
