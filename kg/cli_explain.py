"""The command `kg explain`: click and nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_options import DECISIONS, ENTITIES, PIPELINE, RELATIONS
from kg.errors import SourceError

if TYPE_CHECKING:
    from kg.explain import Explained


@click.command()
@click.argument("sentence")
@click.option("--date", metavar="DATE", help="The day it was written (YYYY-MM-DD), for offices and relative dates.")
@click.option("--format", "format", type=click.Choice(("text", "json")), default="text", show_default=True)
@ENTITIES
@RELATIONS
@DECISIONS
@PIPELINE
def explain(
    sentence: str,
    date: str | None,
    format: str,
    entities: Path | None,
    relations: Path | None,
    decisions: Path | None,
    pipeline: str | None,
) -> None:
    """Show why a SENTENCE (or a few; - for stdin) yields what it yields.

    Its words, who it names, its clauses, each frame that a word of it called up with what became of it, and the facts
    with the features that make their confidence.

    Example: kg explain "China verhängte am Montag Exportkontrollen für Gallium."
    """
    from dataclasses import replace

    from kg.build import load_reader
    from kg.explain import explain as run
    from kg.reading import from_text
    from kg.reading.sources import decode

    text = decode(sys.stdin.buffer.read(), "stdin") if sentence == "-" else sentence
    if not text.strip():
        raise SourceError("nothing to explain; give a German sentence")
    article = from_text(text, "sentence")
    article = replace(article, issued=_day(date)) if date else article
    found = list(run(load_reader(entities, pipeline, decisions, relations), article))
    if format == "json":
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2, default=str))
        return
    click.echo("\n\n".join("\n".join(_lines(one)) for one in found))


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise click.UsageError(f"--date {text}: write YYYY-MM-DD, as in 2025-12-09") from None


def _lines(one: Explained) -> Iterator[str]:
    yield one.text
    yield ""
    yield "words"
    for word in one.words:
        yield f"  {word.text:24}{word.lemma:24}{word.tag:9}{word.label:12}{word.head}"
    for title, lines in (("mentions", one.mentions), ("clauses", one.clauses)):
        yield title
        yield from (f"  {line}" for line in lines or ("none",))
    yield "frames tried"
    for tried in one.tried:
        yield f"  {'+' if tried.fired else '-'} {tried.table:6}{tried.word:28}{tried.relation:16}{tried.why}"
    if not one.tried:
        yield "  none: no verb or noun of it stands in a table"
    yield "facts"
    for told in one.told:
        yield f"  {'+' if told.statement else '-'} {told.fact}   ({told.rule})"
        if told.statement is None:
            yield f"      refused: {told.why}"
            continue
        says = told.statement.attributed_to.name if told.statement.attributed_to else told.statement.attributed_as
        form = [told.statement.modality.value, told.statement.status.value, *([f"says {says}"] if says else [])]
        form += [f"{q.name} {q.value}" for q in told.statement.qualifiers]
        yield f"      {', '.join(form)}"
        made = ", ".join(f"{name} {value:+.2f}" for name, value in told.weights)
        yield f"      confidence {told.confidence:.2f} ({made})"
    if not one.told:
        yield "  none"
