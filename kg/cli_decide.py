"""The commands of `kg decide`: click commands and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli_options import ENTITIES


@click.group()
def decide() -> None:
    """Correct who is who: a decision is kept in a table and replayed at every build.

    An entity is given by its id (the last part of its IRI), or by its name with -g DIR.

    \b
    kg decide same hon-hai foxconn
    kg decide different merck merck-and-co --articles "pharma-*.md" --name "Merck & Co." --class Company
    kg decide rename x-plattform --name X
    kg build articles/ -o my-graph --decisions decisions.tsv
    """


def _decision(command: Any) -> Any:
    """The options that every kind of decision takes."""
    for option in (
        click.option("--note", default="", help="Why, for other people."),
        click.option("-g", "--graph", metavar="DIR", help="Look names up in this graph."),
        ENTITIES,
        click.option(
            "--decisions",
            "path",
            default="decisions.tsv",
            show_default=True,
            type=click.Path(path_type=Path),
            metavar="TSV",
            help="The table that gets the row.",
        ),
    ):
        command = option(command)
    return command


@decide.command("same")
@click.argument("entity")
@click.argument("other")
@_decision
def decide_same(entity: str, other: str, **options: Any) -> None:
    """ENTITY is OTHER, in all articles.

    Example: kg decide same hon-hai foxconn
    """
    _decide({"decision": "same", "entity": entity, "other": other}, **options)


@decide.command("different")
@click.argument("entity")
@click.argument("other")
@click.option("--articles", default="", help="File names, separated by |; * and ? as in the shell.")
@click.option("--name", default="", help="Without --articles: the text; the label of an OTHER that is new.")
@click.option("--class", "cls", default="", help="The class of an OTHER that is new.")
@_decision
def decide_different(entity: str, other: str, articles: str, name: str, cls: str, **options: Any) -> None:
    """What was taken for ENTITY is OTHER in some articles, or wherever the text is NAME.

    Example: kg decide different merck merck-and-co --articles "pharma-*.md" --name "Merck & Co." --class Company
    """
    cells = {"decision": "different", "entity": entity, "other": other, "articles": articles, "name": name}
    _decide(cells | {"class": cls}, **options)


@decide.command("rename")
@click.argument("entity")
@click.option("--name", default="", help="Its new label.")
@click.option("--class", "cls", default="", help="Its new class, of the ontology.")
@_decision
def decide_rename(entity: str, name: str, cls: str, **options: Any) -> None:
    """ENTITY keeps its IRI and gets another label or class.

    Example: kg decide rename x-plattform --name X
    """
    _decide({"decision": "rename", "entity": entity, "name": name, "class": cls}, **options)


def _decide(cells: dict[str, str], path: Path, graph: str | None, entities: Path | None, note: str) -> None:
    from kg.decide import decide as write
    from kg.decide import entity_id
    from kg.linking.table import load_table

    table = load_table(entities)
    named = {column: entity_id(cells[column], table, graph) for column in ("entity", "other") if column in cells}
    click.echo(write(cells | named | {"note": note}, path, table).line)
