"""People meant by their office, over the pipeline that ships: invented states of affairs of the table's real terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from linked_cases import Case, failures, read_cases

from kg.build import Reader

pytestmark = pytest.mark.model

CASES = read_cases(Path(__file__).parent / "holders.tsv")


def test_no_row_is_lost() -> None:
    assert len(CASES) == 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(reader: Reader, case: Case) -> None:
    assert failures(reader, case) == []
