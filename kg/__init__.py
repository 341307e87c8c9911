"""kg: German news into a knowledge graph that keeps the sentence behind every fact."""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# What users take from here lies in the rooms; it is imported when first asked for, so that `import kg` stays cheap.
_LAZY = {
    "load_reader": ("kg.build", "load_reader"),
    "open": ("kg.graph.rim", "open_graph"),
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
