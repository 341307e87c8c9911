"""Expressions of time (TIMEX3): found in a text, with values resolved against the article's date."""

from .tagger import expressions, times_in
from .values import TimeExpression, exact
from .words import is_time

__all__ = ["TimeExpression", "exact", "expressions", "is_time", "times_in"]
