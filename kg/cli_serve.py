"""The command `kg serve`: click and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli_options import GRAPH
from kg.errors import ServeError


@click.command()
@GRAPH
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option(
    "--timeout", default=10.0, show_default=True, type=click.FloatRange(0.1, 3600), metavar="SECONDS",
    help="The most that one request may take.",
)  # fmt: skip
@click.option("--workers", default=4, show_default=True, type=click.IntRange(1, 256), help="Queries worked on at once.")
@click.option("--max-rows", default=100_000, show_default=True, type=click.IntRange(1), help="Rows of one answer.")
@click.option("--max-bytes", default=64 << 20, show_default=True, type=click.IntRange(1), help="Bytes of one answer.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin read answers (repeatable).")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Another name the server goes by (repeatable).")
@click.option("--writable", is_flag=True, help="Take updates at /update and /store from whoever has the token.")
@click.option("--token-file", type=click.Path(path_type=Path), help="Holds the token; else KG_TOKEN does.")
def serve(
    directory: str,
    host: str,
    port: int,
    timeout: float,
    workers: int,
    max_rows: int,
    max_bytes: int,
    cors: tuple[str, ...],
    allow_host: tuple[str, ...],
    writable: bool,
    token_file: Path | None,
) -> None:
    """Serve a graph over HTTP: the explorer at /, a query page at /query, a SPARQL endpoint at /sparql.

    Prints its address when it listens; SIGTERM or Ctrl+C stops it. Only this machine can reach it, and nobody can
    write, unless asked for. What is written changes the store alone: graph.ttl and graph.html stay as they were built.

    Example: kg serve -g my-graph --port 8765
    """
    from kg.graph.store import open_read

    try:
        from kg.serve.run import run
        from kg.serve.safety.origins import listed_origin
        from kg.serve.settings import Settings
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise ServeError("kg serve needs more packages; install them with: pip install 'kg[serve]'") from None

    open_read(directory)
    settings = Settings(
        Path(directory), host, port, timeout, workers, max_rows=max_rows, max_bytes=max_bytes,
        cors=tuple(map(listed_origin, cors)), allow_hosts=allow_host, token=_token(token_file) if writable else None,
    )  # fmt: skip
    run(settings, lambda address: click.echo(address))


def _token(file: Path | None) -> str:
    token = file.read_text(encoding="utf-8").strip() if file else os.environ.get("KG_TOKEN", "").strip()
    if not token:
        raise ServeError("--writable needs a token: put one into a file for --token-file, or into KG_TOKEN")
    return token
