"""A person's decisions: what they make of mentions, what is a fault, and how a row is added."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.decide import decide, entity_id
from kg.errors import KgError, TableError
from kg.lexicon import Row
from kg.linking.decisions import COLUMNS, Decisions, decided, faults, load_decisions
from kg.linking.table import EntityTable, load_table
from kg.model import Entity, How, Mention

HEADER = "\t".join(column.name for column in COLUMNS)
NAMES = [column.name for column in COLUMNS]


@pytest.fixture(scope="module")
def table() -> EntityTable:
    return load_table()


def row(line: str, number: int = 2) -> Row:
    """One row of "decision entity other articles name class", cells separated by commas."""
    cells = [cell.strip() for cell in line.split(",")]
    return Row(number, dict(zip(NAMES, cells + [""] * (len(NAMES) - len(cells)), strict=True)))


def decisions(table: EntityTable, *lines: str) -> Decisions:
    rows = [row(line, number) for number, line in enumerate(lines, 2)]
    assert list(faults(rows, table)) == []
    return decided(rows, table)


def called(ident: str, word: str) -> str:
    return ident.upper() if ident[1:].isdigit() else word


def said(*texts: str) -> list[Mention]:
    """Mentions of "text=id" in a row, each of one token; "text~id" is a pronoun's."""
    made = []
    for at, text in enumerate(texts):
        how = How.COREFERENCE if "~" in text else How.NAME
        word, _, ident = text.partition("~" if "~" in text else "=")
        made.append(
            Mention(10 * at, 10 * at + len(word), word, at, at + 1, Entity(ident, "Person", called(ident, word)), how)
        )
    return made


def ids(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.entity.id for mention in mentions]


@pytest.mark.parametrize(
    ("lines", "source", "expected"),
    [
        ([], "a.md", ["bo", "bo", "ida", "ida"]),
        (["same,bo,ole"], "a.md", ["ole", "ole", "ida", "ida"]),
        (["same,bo,ole", "same,ole,joe-biden"], "a.md", ["joe-biden", "joe-biden", "ida", "ida"]),
        (["different,bo,udo,a*.md,Udo,Person"], "a.md", ["udo", "udo", "ida", "ida"]),
        (["different,bo,udo,a*.md|c.md,Udo,Person"], "b.md", ["bo", "bo", "ida", "ida"]),
        (["different,bo,udo,a.md,Udo,Person"], "news/a.md", ["udo", "udo", "ida", "ida"]),
        # the pronoun goes with the name before it, whatever its own text
        (["different,ida,eva,,Ida,Person"], "a.md", ["bo", "bo", "eva", "eva"]),
        (["different,ida,eva,,Eva,Person"], "a.md", ["bo", "bo", "ida", "ida"]),
        # the narrower decision comes first
        (["different,bo,udo,a.md,Udo,Person", "same,bo,ole"], "a.md", ["udo", "udo", "ida", "ida"]),
        (["different,bo,udo,a.md,Udo,Person", "same,bo,ole"], "b.md", ["ole", "ole", "ida", "ida"]),
    ],
)
def test_where_a_decision_holds(lines: list[str], source: str, expected: list[str], table: EntityTable) -> None:
    mentions = said("Bo=bo", "er~bo", "Ida=ida", "sie~ida")
    assert ids(decisions(table, *lines).apply(mentions, source)) == expected


def test_what_the_other_is_called(table: EntityTable) -> None:
    chosen = decisions(
        table, "same,bo,joe-biden", "different,ida,eva,a.md,Eva Brandt,Person", "same,udo,ole", "rename,joe-biden,,,Joe"
    )
    found = chosen.apply(said("Bo=bo", "Ida=ida", "Udo=udo"), "a.md")
    assert [(m.entity.name, m.entity.known) for m in found] == [("Joe", True), ("Eva Brandt", False), ("Udo", False)]
    assert found[0].entity.wikidata == "Q6279" and [m.text for m in found] == ["Bo", "Ida", "Udo"]


def test_one_id_has_one_entity_in_an_article(table: EntityTable) -> None:
    found = decisions(table, "same,bo,ole").apply(said("Bo=bo", "Ole Berg=ole", "Bo=bo"), "a.md")
    assert {m.entity for m in found} == {Entity("ole", "Person", "Ole Berg")}


def test_what_no_mention_names_follows_too(table: EntityTable) -> None:
    chosen = decisions(table, "rename,vereinigte-staaten,,,USA", "same,us-senat,us-kongress")
    settled = table.changed(chosen.everywhere)
    assert settled.get("vereinigte-staaten").name == "USA"
    assert settled.get("us-senat") == settled.get("us-kongress") == table.get("us-kongress")
    assert settled.stands_for("washington").name == "USA"
    assert table.get("vereinigte-staaten").name == "Vereinigte Staaten"


def test_faults_are_told_all_at_once(table: EntityTable, tmp_path: Path) -> None:
    lines = [
        "smae,bo,ole",
        "same,bo,",
        "same,Donald Trump,bo",
        "same,bo,ole,a.md",
        "same,bo,udo",
        "rename,ida",
        "rename,ida,,,Ida,Persn",
        "rename,eva,,,Eva",
        "rename,eva,,,Evi",
        "different,ida,new-one,a.md",
        "different,ida,joe-biden",
        "different,ida,joe-biden,x*.md,,Person",
        "different,ida,nvidia,*y.md",
        "same,c,d",
        "same,d,e",
        "same,e,c",
        "same,c,d",
        "rename,c,,,C",
        "same,f,f",
    ]
    path = tmp_path / "mine.tsv"
    text = "\n".join("\t".join(cell.strip() for cell in line.split(",")) for line in lines)
    path.write_text(f"# legend\n{HEADER}\n{text}\n", encoding="utf-8")
    with pytest.raises(TableError) as error:
        load_decisions(table, path)
    for fault in (
        "mine.tsv:3: unknown decision smae; did you mean same?",
        "mine.tsv:4: same needs other",
        "mine.tsv:5: entity 'Donald Trump' is no id (the last part of an IRI); did you mean donald-trump?",
        "mine.tsv:6: same has no articles; empty the cell",
        "mine.tsv:7: contradicts line 6: bo is ole there",
        "mine.tsv:8: rename needs name or class",
        "mine.tsv:9: unknown class Persn; did you mean Person?",
        "mine.tsv:11: line 10 renames eva already; keep one of them",
        "mine.tsv:12: new-one stands in no table; give its label and class in name and class",
        "mine.tsv:13: different needs articles, or name: the text of the mentions",
        "mine.tsv:14: class is for an entity of no table; joe-biden has one; empty the cell",
        "mine.tsv:15: contradicts line 14: ida is joe-biden there",
        "mine.tsv:16: the decisions run in a circle from c back to it",
        "mine.tsv:18: the decisions run in a circle from e back to it",
        "mine.tsv:19: the same stands in line 16",
        "mine.tsv:20: line 19 makes c d; rename d",
        "mine.tsv:21: entity and other are the same",
    ):
        assert fault in error.value.faults, (fault, [f for f in error.value.faults if f.startswith(fault[:12])])


def test_two_articles_may_turn_the_same_pair_either_way(table: EntityTable) -> None:
    chosen = decisions(table, "different,bo,ole,a.md,Ole,Person", "different,ole,bo,b.md,Bo,Person")
    assert ids(chosen.apply(said("Bo=bo"), "a.md")) == ["ole"] and ids(chosen.apply(said("Ole=ole"), "b.md")) == ["bo"]
    rows = [row("different,bo,ole,a*.md,Ole,Person"), row("different,ole,bo,*b.md,Bo,Person", 3)]
    assert len(list(faults(rows, table))) == 2


def test_the_table_that_ships_is_sound(table: EntityTable) -> None:
    assert isinstance(load_decisions(table), Decisions)


NO_TABLE = load_table().changed(lambda entity: entity)
ENTITY = st.integers(0, 7)
SOURCE = st.sampled_from(["a.md", "b.md", "ab.md"])


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        low = draw(ENTITY)
        high = draw(st.integers(low + 1, 8))
        kind = draw(st.sampled_from(["same", "articles", "name", "rename"]))
        if kind == "same":
            lines.append(f"same,e{low},e{high}")
        elif kind == "articles":
            lines.append(f"different,e{low},e{high},{draw(st.sampled_from(['a*.md', 'b.md', '*']))},E{high},Person")
        elif kind == "name":
            lines.append(f"different,e{low},e{high},,{draw(st.sampled_from(['x', 'y']))},Person")
        else:
            lines.append(f"rename,e{low},,,R{low}")
    return lines


@given(tables(), st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("=~"), ENTITY), max_size=8), SOURCE)
@settings(max_examples=300, deadline=None)
def test_applied_twice_is_applied_once_in_any_order(lines, texts, source) -> None:
    table = NO_TABLE
    rows = [row(line, number) for number, line in enumerate(lines, 2)]
    wrong = {line for line, _ in faults(rows, table)}
    rows = [r for r in rows if r.line not in wrong]
    chosen = decided(rows, table)
    mentions = said(*(f"{text}{sign}e{number}" for text, sign, number in texts))
    once = chosen.apply(mentions, source)
    assert chosen.apply(once, source) == once
    assert decided(rows[::-1], table).apply(mentions, source) == once
    entities: dict[str, Entity] = {}
    assert all(entities.setdefault(m.entity.id, m.entity) == m.entity for m in once)


# -- adding a row -------------------------------------------------------------------------------------------------


def test_a_row_is_added_sorted_below_the_legend(table: EntityTable, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    first = decide({"decision": "same", "entity": "hon-hai", "other": "foxconn"}, path, table)
    assert first.added and first.line.endswith("hon-hai is Foxconn (foxconn) in all articles")
    decide({"decision": "rename", "entity": "hon-hai-2", "name": " Hon\tHai "}, path, table)
    again = decide({"decision": "same", "entity": "hon-hai", "other": "foxconn", "note": "why"}, path, table)
    assert not again.added and "decided already" in again.line
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ") and lines[-3] == HEADER
    assert lines[-2:] == ["rename\thon-hai-2\t\t\tHon Hai\t\t", "same\thon-hai\tfoxconn\t\t\t\t"]
    assert load_decisions(table, path).turns["hon-hai"][0].other == "foxconn"


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"decision": "same", "entity": "foxconn", "other": "hon-hai"}, "circle"),
        ({"decision": "same", "entity": "hon-hai", "other": "asml"}, "contradicts line"),
        ({"decision": "rename", "entity": "hon-hai", "name": "X"}, "rename foxconn"),
        ({"decision": "rename", "entity": "asml", "class": "Compny"}, "did you mean Company?"),
        ({"decision": "rename", "entity": "asml"}, "needs name or class"),
    ],
)
def test_a_faulty_row_leaves_the_file_as_it_was(table: EntityTable, tmp_path: Path, cells, word: str) -> None:
    path = tmp_path / "mine.tsv"
    decide({"decision": "same", "entity": "hon-hai", "other": "foxconn"}, path, table)
    before = path.read_bytes()
    with pytest.raises(TableError, match=word):
        decide(cells, path, table)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["mine.tsv"]


def test_rows_added_in_any_order_give_the_same_file(table: EntityTable, tmp_path: Path) -> None:
    rows = [
        {"decision": "same", "entity": "hon-hai", "other": "foxconn"},
        {"decision": "rename", "entity": "asml", "name": "ASML Holding"},
        {
            "decision": "different",
            "entity": "merck",
            "other": "merck-2",
            "articles": "a.md",
            "name": "M",
            "class": "Company",
        },
    ]
    for name, order in (("a", rows), ("b", rows[::-1])):
        for cells in order:
            decide(cells, tmp_path / name, table)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_names_stand_for_ids(table: EntityTable) -> None:
    assert entity_id("Angela Merkel", table) == "angela-merkel" and entity_id("nobody-yet", table) == "nobody-yet"
    with pytest.raises(KgError, match="did you mean Nvidia"):
        entity_id("Nvidiaa!", table)


def test_decide_refuses_what_the_next_build_would(tmp_path: Path) -> None:
    table = load_table()
    path = tmp_path / "mine.tsv"
    decide({"decision": "rename", "entity": "x-plattform", "name": "X"}, path, table)
    before = path.read_bytes()
    with pytest.raises(TableError):
        decide({"decision": "same", "entity": "x-plattform", "other": "nvidia"}, path, table)
    assert path.read_bytes() == before
    (tmp_path / "bad.tsv").write_bytes(b"\xff\xfe\n")
    with pytest.raises(TableError):
        decide({"decision": "same", "entity": "x-plattform", "other": "nvidia"}, tmp_path / "bad.tsv", table)
