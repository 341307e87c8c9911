"""What the whole pipeline reads of posts, bodies and meetings in single sentences: every fact and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_goods import COLUMNS, as_written, case, facts

from kg.build import Reader
from kg.lexicon import Row, read_table
from kg.reading import from_text

pytestmark = pytest.mark.model

OF_POSTS = frozenset({"leads", "worksFor", "succeeds", "partOf", "visits", "meets", "invites"})
TABLE = read_table(Path(__file__).with_name("posts.tsv"), COLUMNS)


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_every_fact_of_posts_and_no_other(reader: Reader, row: Row) -> None:
    reading = reader.read(from_text(row["sentence"], "sentence.txt"))
    told = {as_written(s) for s in reading.statements if s.predicate in OF_POSTS}
    assert sorted(told) == facts(row["facts"]), row["sentence"]
