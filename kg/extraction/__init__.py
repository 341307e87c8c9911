"""Clauses and mentions → statements."""

from .extract import extract
from .frames.tables import Frames, load_frames

__all__ = ["Frames", "extract", "load_frames"]
