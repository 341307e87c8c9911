"""A missing program skips a test on a user's machine and fails it where everything must run."""

from __future__ import annotations

import sys

import pytest
from programs import require, require_module

MISSING = "no-such-program-anywhere"


@pytest.fixture(params=["program", "module"])
def ask(request):
    return (
        (lambda: require(MISSING, hint="install it")) if request.param == "program" else lambda: require_module(MISSING)
    )


def test_without_it_a_user_sees_why_the_test_is_skipped(ask, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("KG_CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"{MISSING} is not installed; .*install"):
        ask()


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("CI", "1"), ("KG_CI", "1")])
def test_without_it_the_test_fails_where_everything_must_run(ask, monkeypatch, name, value):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        ask()


def test_the_first_name_that_is_installed_counts(tmp_path, monkeypatch):
    (tmp_path / "second").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "second").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert require("first", "second") == str(tmp_path / "second")
    assert require_module("sys") is sys
