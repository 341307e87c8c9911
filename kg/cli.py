"""The command line: click commands and nothing else.

Heavy imports stand inside the commands, so that --help is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from kg import __version__
from kg.cli_decide import decide
from kg.cli_evaluate import evaluate
from kg.cli_explain import explain
from kg.cli_options import DECISIONS, ENTITIES, GRAPH, OUT, PIPELINE, RELATIONS
from kg.cli_serve import serve
from kg.errors import KgError, QueryError, SourceError

EXPORTS = ("turtle", "trig", "nquads", "jsonld", "graphml", "csv")
TABLES = ("table", "csv", "json", "ttl")


class Commands(click.Group):
    """All commands, and the one place where what goes wrong becomes a line on stderr and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        try:
            code: object = super().main(args, prog_name, complete_var, False, **extra)
        except KgError as error:
            _stop(1, *str(error).splitlines())
        except click.UsageError as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                error.show()
                sys.exit(2)
            path = error.ctx.command_path if error.ctx else "kg"
            _stop(2, f"{error.format_message().rstrip('.')}; see {path} --help")
        except click.ClickException as error:
            _stop(error.exit_code, error.format_message())
        except OSError as error:
            _stop(1, f"{error.filename or 'input or output'}: {error.strerror or error}")
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _stop(130, "interrupted")


def _stop(code: int, *lines: str) -> NoReturn:
    _clear()
    for line in lines:
        click.echo(f"kg: {line}", err=True)
    sys.exit(code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """German news into a knowledge graph that keeps the sentence behind every fact.

    \b
    kg build articles/ -o my-graph       read articles, write my-graph/
    kg query -g my-graph --list          what can be asked by name
    kg query -g my-graph wer-beschraenkt-was
    kg view Nvidia -g my-graph -o nvidia.html
    """


@main.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", "directory", default=OUT, show_default=True, metavar="DIR", help="The graph directory.")
@ENTITIES
@RELATIONS
@DECISIONS
@PIPELINE
@click.option("--mentions", is_flag=True, help="Also keep where each entity is named (NIF phrases with taIdentRef).")
def build(
    sources: tuple[Path, ...],
    directory: str,
    entities: Path | None,
    relations: Path | None,
    decisions: Path | None,
    pipeline: str | None,
    mentions: bool,
) -> None:
    """Read articles (.txt .md .html .json .jsonl, or folders of them) into a graph.

    DIR then holds the store, graph.ttl and graph.html. Articles already there are replaced; one that cannot be read
    is reported and skipped, and the exit code is 1.

    Example: kg build seeds/articles -o out
    """
    from kg.build import build as run
    from kg.build import load_reader

    told: list[str] = []

    def report(line: str) -> None:
        _clear()
        click.echo(f"kg: {line}", err=True)
        told.append(line)

    tables = (entities, pipeline, decisions, relations)
    reader = load_reader(*tables) if any(table is not None for table in tables) else None
    try:
        done = run(
            sources, directory, reader=reader, mentions=mentions, report=report,
            progress=lambda name: _progress(f"reading {name}"),
        )  # fmt: skip
    except SourceError:
        # Nothing could be read, and each source has had its line.
        if not told:
            raise
        sys.exit(1)
    _clear()
    _summary(directory, len(done.kept), len(done.skipped))
    if done.skipped:
        sys.exit(1)


def _summary(directory: str, kept: int, skipped: int) -> None:
    from kg.graph.stats import stats
    from kg.graph.store import layout, open_read

    found = stats(open_read(directory))
    place = layout(directory)
    left_out = f", {skipped} left out" if skipped else ""
    held = (
        (found.articles, "article", "articles"),
        (found.entities, "entity", "entities"),
        (found.statements, "statement", "statements"),
        (found.evidence, "piece of evidence", "pieces of evidence"),
    )
    graph = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in held)
    click.echo(f"{kept} article{'' if kept == 1 else 's'} read{left_out}; the graph holds {graph}")
    click.echo(f"  Turtle   {place.turtle}")
    click.echo(f"  Explore  {place.page}   (open in a browser)")
    click.echo(f"  Ask      kg query -g {directory} wer-beschraenkt-was")


@main.command()
@GRAPH
@click.argument("query", required=False)
@click.option("-f", "--file", "file", type=click.File("rb"), help="Read the query from a file (- for stdin).")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=ENTITY", help="Fill a named query's parameter.")
@click.option("--format", "format", type=click.Choice(TABLES), default="table", show_default=True)
@click.option("--list", "listing", is_flag=True, help="List the named queries with their parameters.")
def query(directory: str, query: str | None, file: Any, params: tuple[str, ...], format: str, listing: bool) -> None:
    """Ask the graph in SPARQL, or by the name of a query that ships.

    QUERY is SPARQL, a name from --list, or - for stdin. The usual prefixes need not be declared.

    \b
    kg query wer-beschraenkt-was
    kg query was-beschraenkt -p akteur=China
    kg query 'SELECT ?x WHERE { ?x a kg:Company }' --format csv
    """
    from kg.graph.query import named_queries, named_query, run_query
    from kg.graph.render import render
    from kg.graph.store import open_read

    if listing:
        for named in named_queries().values():
            click.echo(f"{named.name:24}{named.title_de} / {named.title_en}")
            for p in named.parameters:
                default = " (required)" if p.required else f" (default: {p.default})" if p.default else ""
                click.echo(f"{'':24}  -p {p.name}=…  {p.about_de} / {p.about_en}{default}")
        return
    text = _query_text(query, file)
    if not text.strip():
        raise QueryError("the query is empty; give SPARQL, or a name from kg query --list")
    given = dict(_parameter(p) for p in params)
    if text.strip() and not any(c in text for c in "{}? \n"):
        text = named_query(text.strip()).text
    result = run_query(open_read(directory), text, given)
    click.echo(render(result, format, _width()), nl=False)


def _query_text(query: str | None, file: Any) -> str:
    from kg.reading.sources import decode

    if file is not None:
        return decode(file.read(), file.name)
    if query == "-" or (query is None and not sys.stdin.isatty()):
        return decode(sys.stdin.buffer.read(), "stdin")
    if query is None:
        raise click.UsageError("give a query, a name from --list, -f FILE or - for stdin")
    return query


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        raise click.UsageError(f"-p {text}: write NAME=ENTITY, as in -p akteur=China")
    return name, value


@main.command()
@GRAPH
@click.option("--format", "format", type=click.Choice(EXPORTS), default="turtle", show_default=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="A file; without it the export goes to stdout.")
def export(directory: str, format: str, out: Path | None) -> None:
    """Write the whole graph in one format; the same graph gives the same bytes.

    Example: kg export -g out --format graphml -o graph.graphml
    """
    from kg.graph.export import export as write
    from kg.graph.store import open_read

    write(open_read(directory), format, out if out is not None else sys.stdout.buffer)


@main.command()
@click.argument("entities", nargs=-1, metavar="[ENTITY]...")
@GRAPH
@click.option("--hops", default=1, show_default=True, type=click.IntRange(0, 4), help="How many statements away.")
@click.option("--limit", default=500, show_default=True, type=click.IntRange(1, 2000), help="The most entities shown.")
@click.option("--lang", type=click.Choice(("de", "en")), default="de", show_default=True, help="Language at first.")
@click.option("--without-text", is_flag=True, help="Leave the texts of the articles out; sentences stay.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The page [default: DIR/graph.html].")
def view(
    entities: tuple[str, ...], directory: str, hops: int, limit: int, lang: str, without_text: bool, out: Path | None
) -> None:
    """Write a page to explore in the browser: one file that needs no network.

    ENTITY is a name in any case, a Wikidata id or an IRI; the page then shows what lies around it. Without one it
    shows the best connected entities.

    Example: kg view Nvidia China -g out -o page.html
    """
    from kg.explore.page import write_page
    from kg.graph.store import layout, open_read

    store = open_read(directory)
    path = out if out is not None else layout(directory).page
    write_page(store, path, entities=entities, hops=hops, limit=limit, lang=lang, with_texts=not without_text)
    click.echo(str(path))


@main.command()
@GRAPH
@click.option("--format", "format", type=click.Choice(("table", "json")), default="table", show_default=True)
def stats(directory: str, format: str) -> None:
    """Count what a graph holds: articles, entities by class, statements by relation and modality.

    Of mentions there are some where an article was built with --mentions; background is known beforehand, said by
    no article.
    """
    import dataclasses
    import json

    from kg.graph.stats import stats as count
    from kg.graph.store import open_read

    found = count(open_read(directory))
    if format == "json":
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
        return
    for name in ("articles", "entities", "statements", "facts", "evidence", "mentions", "background", "triples"):
        click.echo(f"{name:12}{getattr(found, name):>8}")
    for title, table in (("classes", found.classes), ("relations", found.relations), ("modalities", found.modalities)):
        click.echo(f"\n{title}")
        for name, number in table.items():
            click.echo(f"  {name:18}{number:>8}")


@main.command()
@click.argument("file", required=False, default="-", type=click.Path(path_type=Path, allow_dash=True))
@ENTITIES
@RELATIONS
@DECISIONS
@PIPELINE
def annotate(
    file: Path, entities: Path | None, relations: Path | None, decisions: Path | None, pipeline: str | None
) -> None:
    """Read one text (a file, or - for stdin) and print what was found as one JSON object; no graph is needed.

    Offsets are code points into the text as given.

    Example: echo "Nvidia liefert Chips nach China." | kg annotate -
    """
    import json

    from kg.annotate import annotation
    from kg.build import load_reader
    from kg.reading import from_text
    from kg.reading.sources import decode, read_bytes

    name = "stdin" if str(file) == "-" else str(file)
    data = sys.stdin.buffer.read() if str(file) == "-" else read_bytes(file)
    if not data.strip():
        raise SourceError(f"{name}: nothing in it; give a German text")
    # A line end of two bytes must keep its two places: offsets are those of the text as given.
    article = from_text(decode(data.replace(b"\r\n", b" \n"), name), name)
    found = annotation(load_reader(entities, pipeline, decisions, relations), article)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


main.add_command(decide)
main.add_command(evaluate)
main.add_command(explain)
main.add_command(serve)


def _width() -> int | None:
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{line[:100]}", err=True, nl=False)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
