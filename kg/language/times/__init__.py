"""Expressions of time (TIMEX3): found in a text, with values resolved against the article's date."""

from .tagger import expressions, times_in
from .values import TimeExpression, exact

__all__ = ["TimeExpression", "exact", "expressions", "times_in"]
