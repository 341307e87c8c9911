"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

OUT = "kg-out"
GRAPH = click.option(
    "-g", "--graph", "directory", default=OUT, show_default=True, metavar="DIR", help="The graph directory."
)
ENTITIES = click.option(
    "--entities", type=click.Path(path_type=Path), metavar="TSV", help="Another entity table than the one that ships."
)
RELATIONS = click.option(
    "--relations",
    type=click.Path(path_type=Path),
    metavar="TSV",
    help="Another table of what is known of the entities beforehand.",
)
PIPELINE = click.option(
    "--pipeline", metavar="NAME", help="Another German spaCy pipeline: an installed package or a folder."
)
DECISIONS = click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    metavar="TSV",
    help="Decisions on who is who; kg decide writes them.",
)
