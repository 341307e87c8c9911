"""What a test needs from the machine: there, or the test says why it does not run.

On a machine where everything must be tested (CI=true or KG_CI=1) a missing program is a failure: a test that
skips there would look like one that passes.
"""

from __future__ import annotations

import importlib
import os
import shutil
from types import ModuleType

import pytest


def everything_must_run() -> bool:
    """Whether a missing program fails the test instead of skipping it."""
    return os.environ.get("CI", "").lower() in ("1", "true") or os.environ.get("KG_CI") == "1"


def require(program: str, *other_names: str, hint: str = "") -> str:
    """The path of a program, under the first of its names that is installed; skips or fails the test without it."""
    for name in (program, *other_names):
        if path := shutil.which(name):
            return path
    _missing(f"{program} is not installed" + (f"; {hint}" if hint else ""))


def require_module(name: str, hint: str = "pip install '.[test]'") -> ModuleType:
    """An optional Python module; skips or fails the test without it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        _missing(f"the Python module {name} is not installed; {hint}")


def _missing(reason: str) -> None:
    __tracebackhide__ = True
    if everything_must_run():
        pytest.fail(f"{reason} (a skip is no pass here: CI or KG_CI is set)", pytrace=False)
    pytest.skip(reason)
