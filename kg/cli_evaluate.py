"""The command `kg evaluate`: click and nothing else."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--show", is_flag=True, help="List what was missed, wrong and extra.")
@click.option("--format", "format", type=click.Choice(("table", "json")), default="table", show_default=True)
def evaluate(graph: Path, gold: Path, show: bool, format: str) -> None:
    """Score a graph against gold facts: precision, recall and F1 by property, traps, modality, speaker, confidence.

    GRAPH is a graph directory or an exported file (.ttl .trig .nq .nt .rdf), GOLD a YAML file or a folder of them, one
    for each article, named as the article's file. What the gold does not hold counts as wrong.

    Example: kg evaluate out tests/gold --show
    """
    from kg.evaluate import as_json, as_text, load_gold, read_graph, score

    scores = score(read_graph(graph), load_gold(gold))
    click.echo(as_json(scores) if format == "json" else as_text(scores, show=show), nl=False)
