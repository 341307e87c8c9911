"""The graphs that a request names for an update, written into the update: Oxigraph takes them from nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import QueryError
from kg.graph.syntax import Token, place, tokens


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with USING and USING NAMED these graphs in each of its operations that has a WHERE.

    default, named: IRIs of graphs. Raises QueryError for an update that names graphs itself, by USING or WITH.
    """
    using = "".join([f"USING <{iri}> " for iri in default] + [f"USING NAMED <{iri}> " for iri in named])
    parts, done, depth, last = [], 0, 0, ""
    seen = list(tokens(text))
    for index, token in enumerate(seen):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "sign" else 0
        word = token.text.upper() if token.kind == "word" and depth == 0 else ""
        if word in ("WITH", "USING", "USINGNAMED"):
            raise QueryError(
                f"{place(text, token.start)}: {word} and using-graph-uri or using-named-graph-uri: give only one"
            )
        if word == "WHERE" or word == "DELETEWHERE":
            # DELETE WHERE { … } is short for DELETE { … } WHERE { … }, and only the long form takes USING.
            short = f"DELETE {_block(text, seen[index + 1 :])} " if word == "DELETEWHERE" else ""
            short = f"{_block(text, seen[index + 1 :])} " if last == "DELETE" else short
            parts.append(f"{text[done : token.start]}{short}{using}WHERE")
            done = token.start + len(token.text)
        last = word
    return "".join([*parts, text[done:]])


def _block(text: str, following: Sequence[Token]) -> str:
    """The text of the { … } that tokens begin with; empty where there is none, for the parser to complain."""
    depth = 0
    for token in following:
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "sign" else 0
        if depth == 0:
            return text[following[0].start : token.start + len(token.text)]
    return ""
