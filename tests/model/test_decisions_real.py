"""Decisions replayed by real builds: what they change, what they leave alone, and the commands that write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode

from kg.build import Reader, build
from kg.cli import main
from kg.graph.store import articles, open_read
from kg.linking.decisions import load_decisions
from kg.model import Article

pytestmark = pytest.mark.model

TEXTS = {
    "a.md": "Nvidia liefert H200-Chips an Baidu. Der Konzern baut in Taiwan.",
    "b.md": "Baidu kauft Chips von Huawei. Baidu sitzt in Peking.",
    "c.md": "Lynas fördert Neodym in Australien.",
}
ROWS = (
    "different\tbaidu\tbaidu-neu\ta.md\tBaidu Neu\tCompany\t",
    "rename\tnvidia\t\t\tNVIDIA Corporation\t\tas it writes itself",
    "same\thuawei\tzte\t\t\t\t",
)
HEADER = "decision\tentity\tother\tarticles\tname\tclass\tnote\n"


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def decided(reader: Reader, folder: Path, *rows: str) -> Reader:
    """The reader with the decisions of these rows."""
    path = folder / "mine.tsv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    chosen = load_decisions(reader.table, path)
    return replace(reader, decisions=chosen, settled=reader.table.changed(chosen.everywhere))


@pytest.fixture()
def sources(tmp_path: Path) -> list[Path]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(f"---\ntitle: Bericht\ndate: 2025-06-12\n---\n\n{text}\n", encoding="utf-8")
    return [tmp_path / name for name in TEXTS]


def shares(directory: Path) -> dict[str, set[str]]:
    """Source → what its article contributed."""
    store = open_read(directory)
    return {
        source: {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, NamedNode(iri))}
        for source, iri in articles(store)
    }


def test_the_order_of_the_rows_does_not_matter(reader: Reader, sources: list[Path], tmp_path: Path) -> None:
    written = []
    for name, rows in (("one", ROWS), ("two", ROWS[::-1])):
        build(sources, tmp_path / name, reader=decided(reader, tmp_path, *rows))
        written.append((tmp_path / name / "graph.ttl").read_bytes())
    assert written[0] == written[1]
    assert b"kgr:baidu-neu" in written[0] and b"kgr:huawei" not in written[0]
    assert b'"NVIDIA Corporation"@de' in written[0] and b"kgr:nvidia" in written[0]


def test_a_decision_changes_the_articles_built_again_and_no_other(
    reader: Reader, sources: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    build(sources, out, reader=reader)
    before = shares(out)
    done = build(sources[:1], out, reader=decided(reader, tmp_path, ROWS[0], "same\tbaidu\tzte\t\t\t\t"))
    assert dict(done.kept) == {"a.md": "replaced"}
    after = shares(out)
    assert {name for name in before if before[name] != after[name]} == {"a.md"}
    build(sources[:1], out, reader=reader)
    assert shares(out) == before
    again = build(sources, out, reader=reader)
    assert {outcome for _, outcome in again.kept} == {"unchanged"}


def test_statements_follow_a_decision(reader: Reader, tmp_path: Path) -> None:
    text = "Huawei liefert Chips an Baidu. US-Präsident Donald Trump kam."
    chosen = decided(reader, tmp_path, ROWS[2], "rename\tvereinigte-staaten\t\t\tUSA\t\t")
    article = Article("a.md", text, issued="2025-06-12", prose=((0, len(text)),))
    found = {(s.subject.id, s.predicate, s.object.id): s for s in chosen.read(article).statements}
    assert ("zte", "supplies", "baidu") in found and not any("huawei" in key for key in found)
    assert found["donald-trump", "leads", "vereinigte-staaten"].object.name == "USA"


def test_a_person_corrects_the_graph_by_commands(sources: list[Path], tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "decisions.tsv"
    assert kg("build", *sources, "-o", out).exit_code == 0
    assert b"kgr:huawei" in (out / "graph.ttl").read_bytes()
    done = kg("decide", "same", "Huawei", "ZTE", "-g", out, "--decisions", mine)
    assert done.exit_code == 0 and done.stdout.endswith("Huawei (huawei) is ZTE (zte) in all articles\n")
    assert kg("build", *sources, "-o", out, "--decisions", mine).exit_code == 0
    assert b"kgr:huawei" not in (out / "graph.ttl").read_bytes()
    for arguments, word in (
        (("same", "zte", "huawei"), "circle"),
        (("rename", "Niemand & Co."), "no entity is called"),
        (("different", "zte", "baidu"), "needs articles, or name"),
    ):
        failed = kg("decide", *arguments, "--decisions", mine)
        assert failed.exit_code == 1 and word in failed.stderr and len(failed.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("US-Präsident Joe Biden reiste nach Rom.", "2024-06-12", "Current"),
        ("US-Präsident Joe Biden reiste nach Rom.", "2025-06-12", "Former"),
        ("US-Präsident Joe Biden reiste nach Rom.", None, "Current"),
        # a month in which the term ended is not behind it
        ("US-Präsident Joe Biden reiste nach Rom.", "2025-01", "Current"),
        ("US-Präsident Donald Trump reiste nach Rom.", "2022-06-12", "Former"),
        ("US-Präsident Donald Trump reiste nach Rom.", "2025-06-12", "Current"),
        # before the first term nothing has ended
        ("US-Präsident Donald Trump reiste nach Rom.", "2016-06-12", "Current"),
        ("Der frühere US-Präsident Donald Trump reiste nach Rom.", "2025-06-12", "Former"),
    ],
)
def test_an_office_whose_term_is_over(reader: Reader, text: str, date: str | None, expected: str) -> None:
    article = Article("a.md", text, issued=date, prose=((0, len(text)),))
    statuses = {s.status.value for s in reader.read(article).statements if s.predicate == "leads"}
    assert statuses == {expected}
