"""Hard cases of who is who, written without a look at the program: homonyms, inflection, compounds, brackets, pronouns.

At least 60 of the 72 must be right; those out of reach are strict xfails with their reason.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from linked_cases import Case, failures, read_cases

from kg.build import Reader

pytestmark = pytest.mark.model

CASES = read_cases(Path(__file__).parent / "linking_cases.tsv")


def test_no_case_is_lost() -> None:
    assert len(CASES) == 72
    assert sum(len(case.checks) for case in CASES) == 279
    assert sum(not case.out_of_reach for case in CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(reader: Reader, case: Case, request: pytest.FixtureRequest) -> None:
    if case.out_of_reach:
        request.applymarker(pytest.mark.xfail(reason=case.out_of_reach, strict=True))
    assert failures(reader, case) == []
