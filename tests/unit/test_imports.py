"""One way, no way back: a room imports only what lies before it, and the command line starts without the heavy ones."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kg"

# Each row may import the rows above it and its own room; what shares a row does not know its neighbours.
ORDER = (
    ("errors", "model"),
    ("vocab",),
    ("lexicon",),
    ("reading", "language"),
    ("linking",),
    ("extraction",),
    ("graph",),
    ("explore",),
    ("build",),
    ("annotate", "decide", "evaluate", "explain"),
    ("engines", "serve"),
    ("cli_options",),
    ("cli_decide", "cli_evaluate", "cli_explain", "cli_serve"),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
HEAVY = ("spacy", "thinc", "numpy", "rdflib", "pyoxigraph", "oxrdflib", "networkx", "pyvis", "marisa_trie")


def room_of(module: str) -> str:
    """`kg.linking.table` → `linking`; the package itself (`__version__`) is nobody's room."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(source: str, module: str) -> Iterator[tuple[int, str]]:
    """(line, module of ours) for each import, those inside functions and for type checkers included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*module.split(".")[: -node.level], *filter(None, [base])])
            names = [f"kg.{alias.name}" for alias in node.names] if base == "kg" else [base]
        else:
            continue
        for name in names:
            if name == "kg" or name.startswith("kg."):
                yield node.lineno, name


def backward(source: str, module: str) -> list[str]:
    """The imports of a module that lead back, as lines to read."""
    room, faults = room_of(module), []
    for line, name in imported(source, module):
        other = room_of(name)
        if other in ("", room, "__version__"):
            continue
        if other not in LEVEL or room not in LEVEL:
            faults.append(f"{module}:{line} imports {name}: one of them has no place in the order")
        elif LEVEL[other] >= LEVEL[room]:
            faults.append(f"{module}:{line} imports {name}, which comes later")
    return faults


def test_every_module_imports_one_way():
    faults, count = [], 0
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = ".".join(parts)
        if module == "kg.__init__":
            continue
        faults += backward(path.read_text(encoding="utf-8"), module)
        count += 1
    assert not faults, "\n".join(faults)
    assert count > 30


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("kg.linking.known", "from kg.extraction import extract", "kg.extraction"),
        ("kg.linking.known", "from kg import cli", "kg.cli"),
        ("kg.linking.known", "def f():\n    import kg.graph.store", "kg.graph.store"),
        ("kg.linking.known", "from ..build import load_reader", "kg.build"),
        ("kg.reading.page", "from kg.language.forms import Forms", "kg.language.forms"),
        ("kg.shed.tool", "from kg.model import Article", "no place"),
        ("kg.linking.known", "from kg.language.forms import Forms\nfrom .table import f\nimport re", None),
        ("kg.cli", "from kg import __version__", None),
    ],
)
def test_the_check_itself(module, source, fault):
    faults = backward(source, module)
    assert (len(faults) == 1 and fault in faults[0]) if fault else not faults


def test_the_command_line_starts_without_the_heavy_modules():
    program = f"import sys, kg, kg.cli; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == []


def test_what_users_take_from_the_package():
    import kg
    from kg.build import load_reader
    from kg.graph.rim import open_graph

    assert kg.open is open_graph and kg.load_reader is load_reader
    assert {"open", "load_reader", "__version__"} <= set(dir(kg))
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = kg.opne
