"""What tests in all folders share: the sample articles built once, and the modules that lie beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "seeds" / "articles"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is found now as the golden files")
    parser.addoption("--sparql11", metavar="DIR", help="the W3C's tests of the SPARQL 1.1 protocols")


@dataclass(frozen=True, slots=True)
class Sample:
    """The graph of the sample articles, and what its build printed."""

    directory: Path
    printed: str

    @property
    def turtle(self) -> Path:
        return self.directory / "graph.ttl"


@pytest.fixture(scope="session")
def reader():
    """The pipeline, lexicon, entity table and frames that ship, loaded once for all tests."""
    from kg.build import load_reader

    return load_reader()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """`kg build seeds/articles`, once for all tests; they only read it."""
    from click.testing import CliRunner

    from kg.cli import main

    directory = tmp_path_factory.mktemp("sample") / "out"
    done = CliRunner().invoke(main, ["build", str(ARTICLES), "-o", str(directory)])
    assert done.exit_code == 0, done.output
    return Sample(directory, done.stdout)
