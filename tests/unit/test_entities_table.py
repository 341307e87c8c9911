"""The entity table: its look-ups over German inflection, its checks, and the facts that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.linking.table import CLASSES, EntityTable, load_table, seeds_file

HEADER = "id\tclass\tname\taliases\tadjectives\tstands_for\tpart_of\tcountry\twikidata\n"


@pytest.fixture(scope="module")
def known() -> EntityTable:
    return load_table()


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("Chinas", "china"),
        ("Nvidias", "nvidia"),
        ("NVIDIA", "nvidia"),
        ("Tiktok", "tiktok"),
        ("Pentagons", "pentagon"),
        ("seltener Erden", "seltene-erden"),
        ("Seltenen  Erden", "seltene-erden"),
        ("Seltenerdmagneten", "seltenerdmagnete"),
        ("Weißen Hauses", "weisses-haus"),
        ("Vereinigten Staaten", "vereinigte-staaten"),
        ("Niederlanden", "niederlande"),
        ("US-Handelsministeriums", "us-handelsministerium"),
        ("chinesischen Handelsministerium", "chinesisches-handelsministerium"),
        ("Auswärtigen Ausschusses des Repräsentantenhauses", "auswaertiger-ausschuss-des-repraesentantenhauses"),
        ("Demokratischen Republik Kongo", "demokratische-republik-kongo"),
        ("Wall Street Journals", "wall-street-journal"),
        ("kritischen Mineralien", "kritische-mineralien"),
        ("Exportkontrolle", "exportkontrollen"),
        ("Zöllen", "zoelle"),
        ("Matt Pottingers", "matt-pottinger"),
        ("US-Regierung", None),
        ("reiche", None),
        ("arm", None),
        ("Energie", None),
    ],
)
def test_names_are_found_in_every_case(known: EntityTable, form: str, entity: str | None) -> None:
    hits = known.lookup(form)
    assert [hit.entity.id for hit in hits] == ([entity] if entity else [])


def test_everyday_words_are_only_doubtful_names(known: EntityTable) -> None:
    for form, entity in (("Reiche", "katherina-reiche"), ("Arm", "arm-holdings"), ("Zeit", "die-zeit")):
        (hit,) = known.lookup(form)
        assert (hit.entity.id, hit.sure) == (entity, False)
    assert known.lookup("Katherina Reiche")[0].sure


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("chinesischen", "china"),
        ("Amerikanische", "vereinigte-staaten"),
        ("US-amerikanischer", "vereinigte-staaten"),
        ("kalifornisches", "kalifornien"),
        ("Schweizer", "schweiz"),
        ("Pekinger", "peking"),
        ("reich", None),
    ],
)
def test_adjectives_lead_to_their_place(known: EntityTable, word: str, place: str | None) -> None:
    found = known.country_by_adjective(word)
    assert (found.id if found else None) == place


@pytest.mark.parametrize(
    ("country", "body", "entity"),
    [
        ("china", "Handelsministerium", "chinesisches-handelsministerium"),
        ("vereinigte-staaten", "Handelsministerium", "us-handelsministerium"),
        ("vereinigte-staaten", "Verteidigungsministerium", "pentagon"),
        ("vereinigte-staaten", "Notenbank", "fed"),
        ("deutschland", "Wirtschaftsministerium", "bundeswirtschaftsministerium"),
        ("deutschland", "Außenministerium", "auswaertiges-amt"),
        ("japan", "Wirtschaftsministerium", "meti"),
        ("europaeische-union", "Kommission", "eu-kommission"),
        ("china", "Atomministerium", None),
    ],
)
def test_bodies_by_state_and_portfolio(known: EntityTable, country: str, body: str, entity: str | None) -> None:
    found = known.body_of(country, body)
    assert (found.id if found else None) == entity


def test_prefixes_and_capitals(known: EntityTable) -> None:
    prefixes = {p: known.country_by_compound_prefix(p) for p in ("US", "EU", "China", "Nvidia")}
    assert {p: e.id if e else None for p, e in prefixes.items()} == {
        "US": "vereinigte-staaten",
        "EU": "europaeische-union",
        "China": "china",
        "Nvidia": None,
    }
    capitals = {c: known.stands_for(c) for c in ("peking", "bruessel", "taipeh", "den-haag", "shanghai")}
    assert {c: e.id if e else None for c, e in capitals.items()} == {
        "peking": "china",
        "bruessel": "europaeische-union",
        "taipeh": "taiwan",
        "den-haag": "niederlande",
        "shanghai": None,
    }


def test_the_table_that_ships_is_whole(known: EntityTable) -> None:
    assert len(known.entities) >= 1900
    assert {e.cls for e in known.entities} == set(CLASSES) - {"Place"}
    assert sum(e.wikidata is not None for e in known.entities) >= 450
    states = [e for e in known.entities if e.cls == "Country"]
    assert len(states) >= 150
    ministries = [e for e in known.entities if e.name.lower().endswith("ministerium")]
    assert len(ministries) >= 30 and all(e.part_of for e in ministries)
    users = {"donald-trump": "Person", "xi-jinping": "Person", "nvidia": "Company", "h200": "Chip"}
    users |= {"mp-materials": "Company", "seltene-erden": "Material"}
    assert {i: known.get(i).cls for i in users if known.get(i)} == users
    assert known.get("nvidia").wikidata == "Q182477" and known.get("seltene-erden").wikidata is None
    assert all(e.known for e in known.entities)


def test_faults_name_the_row_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "entities.tsv"
    path.write_text(
        HEADER
        + "peking\tCity\tPeking\t\t\tchine\t\tchina\tQ956\n"
        + "bonn\tCity\tBonn\t\t\tpeking\t\t\t\n"
        + "nvidia\tCompny\tNvidia\t\t\t\t\tchina\tQ956\n"
        + "china\tCountry\tChina\tPeking\t\t\ttaiwan\t\tQ14x\n"
        + "taiwan\tCountry\tTaiwan\t?\t\t\tchina\t\t\n",
        encoding="utf-8",
    )
    with pytest.raises(TableError) as error:
        load_table(path)
    text = str(error.value)
    for fault in (
        "entities.tsv:2: stands_for names no row: chine; did you mean china?",
        "entities.tsv:3: City bonn must stand above line 2",
        "entities.tsv:3: stands_for peking is a City, no Country or Alliance",
        "entities.tsv:4: unknown class Compny; did you mean Company?",
        "entities.tsv:4: wikidata Q956 stands in line 2 already",
        "entities.tsv:5: wikidata 'Q14x' is not of the form",
        "entities.tsv:5: name Peking is that of peking (line 2) too; write ?Peking",
        "entities.tsv:5: part_of runs in a circle: china → taiwan → china",
        "entities.tsv:6: a ? without a name",
    ):
        assert fault in text


def test_the_table_is_found_as_package_data() -> None:
    assert seeds_file("entities.tsv").is_file()
