"""The reader of tables: what it forgives a spreadsheet, and that it tells all faults at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.lexicon import Column, read_table, suggest

COLUMNS = (
    Column("id", required=True, unique=True, pattern="[a-z-]+"),
    Column("class", required=True, choices=("Company", "Person")),
    Column("aliases", many=True),
)


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "things.tsv"
    path.write_bytes(text.encode(encoding))
    return path


def test_rows_keep_their_line_and_split_lists(tmp_path: Path) -> None:
    path = table(tmp_path, "# legend\n#\nid\tclass\taliases\nnvidia\tCompany\tNVIDIA | Nvidia Corp.|\nxi\tPerson\n")
    rows = read_table(path, COLUMNS, sorted_by=("id",))
    assert [(row.line, row["id"], row.values("aliases")) for row in rows] == [
        (4, "nvidia", ("NVIDIA", "Nvidia Corp.")),
        (5, "xi", ()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffid\tclass\taliases\r\nxi\tPerson\tXi\r\n",  # byte order mark, Windows line ends
        "#\tlegend\t\nid\tclass\taliases\n\t\t\nxi\tPerson\tXi\t\t\n",  # empty cells that a spreadsheet adds
        '"# a ""legend"""\nid\tclass\taliases\nxi\tPerson\t"Xi"\n',  # quoted cells
        "aliases\tid\tclass\nXi\txi\tPerson\n",  # columns in another order
    ],
)
def test_what_spreadsheets_do_is_forgiven(tmp_path: Path, text: str) -> None:
    (row,) = read_table(table(tmp_path, text), COLUMNS)
    assert (row["id"], row["class"], row.values("aliases")) == ("xi", "Person", ("Xi",))


def test_letters_are_composed(tmp_path: Path) -> None:
    (row,) = read_table(table(tmp_path, "id\tclass\taliases\nxi\tPerson\tZu\u0308rich\n"), COLUMNS)
    assert row["aliases"] == "Zürich"


def test_all_faults_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "id\tclass\taliases\nnvidia\tCompny\t\namd\tCompany\t\nnvidia\tPerson\t\nAMD\tPerson\t\n\tPerson\tx\na\tPerson\tb\tc\n",
    )
    with pytest.raises(TableError) as error:
        read_table(path, COLUMNS, sorted_by=("id",), check=lambda rows: [(rows[0].line, "seen by the owner")])
    assert error.value.faults == (
        "things.tsv:2: seen by the owner",
        "things.tsv:2: unknown class Compny; did you mean Company?",
        "things.tsv:3: amd must stand above line 2; rows are sorted by id",
        "things.tsv:4: id nvidia stands in line 2 already",
        "things.tsv:5: id 'AMD' is not of the form [a-z-]+",
        "things.tsv:6: id is empty",
        "things.tsv:7: 4 cells, the header has 3; one tab between two cells",
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id\tclas\taliases\n", "things.tsv:1: unknown column 'clas'; did you mean class?"),
        ("id\tclass\n", "things.tsv:1: no column aliases"),
        ("# only a legend\n", "no header; it must name id, class, aliases"),
    ],
)
def test_a_wrong_header_is_the_only_fault_told(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(TableError, match="things.tsv") as error:
        read_table(table(tmp_path, text + "nonsense\n" * (text[0] != "#")), COLUMNS)
    assert fault in str(error.value)
    assert "nonsense" not in str(error.value)


def test_a_table_in_another_encoding_or_none_at_all_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="not UTF-8 at byte .*; save the table as UTF-8"):
        read_table(table(tmp_path, "id\tclass\taliases\nzürich\tPerson\t\n", "latin-1"), COLUMNS)
    with pytest.raises(TableError, match="cannot be read") as error:
        read_table(tmp_path / "none.tsv", COLUMNS)
    assert len(error.value.faults) == 1


def test_suggestions_go_by_letters_and_stay_silent_when_nothing_is_near() -> None:
    assert suggest("company", ("Company", "Person")) == "; did you mean Company?"
    assert suggest("Zebra", ("Company", "Person")) == ""
