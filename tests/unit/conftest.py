"""What unit tests share: the full-form lexicon, loaded once."""

from __future__ import annotations

import pytest

from kg.language.forms import Forms


@pytest.fixture(scope="session")
def forms() -> Forms:
    """The full-form lexicon that ships."""
    return Forms.load()
