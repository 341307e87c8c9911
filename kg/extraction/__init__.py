"""Clauses and mentions → statements."""

from .extract import extract
from .frames.load import load_frames
from .frames.tables import Frames

__all__ = ["Frames", "extract", "load_frames"]
