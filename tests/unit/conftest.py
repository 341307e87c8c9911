"""What unit tests share: lexicon, frames and entity table that ship, loaded once."""

from __future__ import annotations

import pytest

from kg.extraction import Frames, load_frames
from kg.language.forms import Forms
from kg.linking.table import EntityTable, load_table


@pytest.fixture(scope="session")
def forms() -> Forms:
    """The full-form lexicon that ships."""
    return Forms.load()


@pytest.fixture(scope="session")
def frames() -> Frames:
    """The frame tables that ship."""
    return load_frames()


@pytest.fixture(scope="session")
def table() -> EntityTable:
    """The entity table that ships."""
    return load_table()
