"""How right a graph is: its statements against gold facts that people wrote down for the same articles."""

from .gold import Gold, load_gold
from .report import as_json, as_text
from .said import Graph, read_graph
from .score import Scores, score

__all__ = ["Gold", "Graph", "Scores", "as_json", "as_text", "load_gold", "read_graph", "score"]
