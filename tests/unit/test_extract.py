"""From a Doc and its mentions to statements: what is joined, dated, doubted, left out – and never an error."""

from __future__ import annotations

from dataclasses import replace

import pytest
from german import article, mentions, tagged
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extraction import Frames, extract
from kg.language.forms import Forms
from kg.language.tags import settle_tags
from kg.linking.clausal import names_of
from kg.linking.link import link
from kg.linking.table import EntityTable
from kg.model import Article, How, Statement, Status
from kg.vocab import RELATIONS

RESTRICTS = "[China/NE] beschränkt/VVFIN den/ART Export/NN von/APPR [Gallium/NE] ./$."
EASES = "[China/NE] hob/VVFIN das/ART Verbot/NN für/APPR [Gallium/NE] auf/PTKVZ ./$."
MEETS = "[Xi/NE] traf/VVFIN [Trump/NE] am/APPRART Montag/NN ./$."


@pytest.fixture(scope="module")
def read(forms: Forms, frames: Frames, table: EntityTable):
    """From sentences in notation to the statements of an article; `change` alters the article."""

    def statements(*notations: str, issued: str | None = None, **change) -> tuple[Article, tuple[Statement, ...]]:
        parts = [tagged(notation) for notation in notations]
        doc = Doc.from_docs([part for part, _ in parts])
        names, first = [], 0
        for part, own in parts:
            names += [(a + first, b + first, genitive) for a, b, genitive in own]
            first += len(part)
        found = replace(article(doc, issued), **change)
        return found, extract(doc, found, mentions(doc, names, table), frames, forms, table)

    return statements


def triples(statements: tuple[Statement, ...]) -> list[tuple[str, str, str]]:
    return [(s.subject.id, s.predicate, s.object.id) for s in statements]


def test_a_fact_has_the_sentence_that_says_it(read) -> None:
    found, statements = read("Es/PPER war/VAFIN Montag/NN ./$.", RESTRICTS)
    assert triples(statements) == [("china", "restricts", "gallium")]
    (evidence,) = statements[0].evidence
    assert found.text[evidence.start : evidence.end] == "China beschränkt den Export von Gallium."
    assert evidence.rule == "restricts.beschränken"


def test_found_again_a_fact_gains_evidence(read) -> None:
    found, statements = read(RESTRICTS, EASES, RESTRICTS)
    told = {(s.predicate, s.status): s for s in statements}
    assert set(told) == {
        ("restricts", Status.CURRENT),
        ("eases", Status.CURRENT),
        ("restricts", Status.FORMER),
    }
    again = told["restricts", Status.CURRENT]
    assert [found.text[e.start : e.end] for e in again.evidence] == ["China beschränkt den Export von Gallium."] * 2
    assert len({e.start for e in again.evidence}) == 2


def test_symmetric_facts_have_one_order(read) -> None:
    turned = MEETS.replace("Xi", "TMP").replace("Trump", "Xi").replace("TMP", "Trump")
    _, statements = read(MEETS, turned)
    assert triples(statements) == [("donald-trump", "meets", "xi-jinping")]
    assert len(statements[0].evidence) == 2


def test_events_have_their_day_and_stay_current(read) -> None:
    _, (meeting,) = read(MEETS, issued="2025-11-12")
    assert [(q.name, q.value, q.kind) for q in meeting.qualifiers] == [("pointInTime", "2025-11-10", "date")]
    _, (former,) = read(MEETS.replace("am/APPRART Montag/NN", "damals/ADV"))
    assert former.status is Status.CURRENT


def test_nothing_stands_to_itself_or_to_what_does_not_fit(read) -> None:
    _, statements = read("[China/NE] beschränkt/VVFIN [China/NE] ./$.", "[Gallium/NE] traf/VVFIN [Xi/NE] ./$.")
    assert statements == ()


def test_headings_are_less_sure_and_fall_where_the_body_says_otherwise(read) -> None:
    _, (plain,) = read(RESTRICTS)
    end = len("China beschränkt den Export von Gallium.")
    _, (heading,) = read(RESTRICTS, headings=((0, end),))
    assert plain.confidence > heading.confidence
    _, statements = read(RESTRICTS, EASES, headings=((0, end),))
    assert {(s.predicate, s.status) for s in statements} == {
        ("eases", Status.CURRENT),
        ("restricts", Status.FORMER),
    }


def test_page_furniture_says_nothing(read) -> None:
    _, statements = read(RESTRICTS, prose=())
    assert statements == ()
    found, statements = read(MEETS, RESTRICTS, prose=((0, 10),))
    assert {s.predicate for s in statements} == {"meets"}


def test_no_words_no_facts(forms: Forms, frames: Frames, table: EntityTable) -> None:
    doc = Doc(tagged("Ja/PTKANT")[0].vocab, words=[])
    assert extract(doc, Article("x.txt", ""), (), frames, forms, table) == ()


def test_names_are_disjoint_and_common_nouns_are_none(table: EntityTable) -> None:
    doc, names = tagged(
        "Die/ART [Vereinigten/ADJA Staaten/NN] erheben/VVFIN [Zölle/NN] gegen/APPR [Chinas/NE]s Firmen/NN"
    )
    found = list(mentions(doc, names, table))
    assert names_of(doc, found) == [(1, 3, False), (6, 7, True)]
    inner = replace(found[0], first=2, start=found[0].start + 12)
    part = replace(found[2], how=How.PART)
    assert names_of(doc, [inner, found[0], part]) == [(1, 3, False)]


WORDS = """
    China/NE Nvidia/NE Xi/NE USA/NE Gallium/NE TikTok/NE Reuters/NE Chinas/NE Exportkontrollen/NN Zölle/NN
    Treffen/NN Präsident/NN Chef/NN Konzern/NN Ausfuhr/NN Hersteller/NN Prozent/NN die/ART der/ART den/ART dem/ART
    eine/ART die/PRELS deren/PRELAT dass/KOUS wenn/KOUS um/KOUI wie/KOKOM als/KOKOM zu/PTKZU auf/PTKVZ
    nicht/PTKNEG sich/PRF beschränkt/VVFIN hob/VVFIN traf/VVFIN sagte/VVFIN bestreitet/VVFIN gehört/VVFIN
    hat/VAFIN wird/VAFIN will/VMFIN geliefert/VVPP entwickelt/VVPP beschränken/VVINF aufzuheben/VVIZU
    eingeführten/ADJA geplante/ADJA chinesische/ADJA und/KON oder/KON für/APPR gegen/APPR von/APPR mit/APPR
    zwischen/APPR im/APPRART laut/APPR er/PPER ihn/PPER 40/CARD 2023/CARD Oktober/NN damals/ADV bald/ADV ,/$, ,/$,
    :/$. „/$( “/$( (/$( )/$( –/$( ?/$. ./$.
"""


@settings(max_examples=400, deadline=None)
@given(
    parts=st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=30),
    prose=st.tuples(st.integers(0, 60), st.integers(0, 250)),
    issued=st.sampled_from([None, "2025", "2025-11", "2025-11-12"]),
)
def test_any_words_are_read_and_every_quote_is_there(
    forms: Forms, frames: Frames, table: EntityTable, parts: list[str], prose: tuple[int, int], issued: str | None
) -> None:
    doc, _ = tagged(" ".join(parts))
    settle_tags(doc, forms)
    span = (min(prose), min(max(prose), len(doc.text)))
    found = Article("any.txt", doc.text, issued=issued, prose=(span,) if span[0] < span[1] else ())
    statements = extract(doc, found, link(doc, found, table, forms), frames, forms, table)
    assert statements == extract(doc, found, link(doc, found, table, forms), frames, forms, table)
    assert len({s.key for s in statements}) == len(statements)
    for s in statements:
        assert RELATIONS[s.predicate].fits(s.subject.cls, s.object.cls) or RELATIONS[s.predicate].fits(
            s.object.cls, s.subject.cls
        )
        assert s.subject.id != s.object.id and 0 < s.confidence < 1
        for e in s.evidence:
            assert doc.text[e.start : e.end].strip() == doc.text[e.start : e.end] != ""
            assert any(a <= e.start < b for a, b in found.prose), "what lies outside the prose says nothing"
