"""kg: German news into a knowledge graph that keeps the sentence behind every fact."""

__version__ = "0.1.0"
