"""The files that the query page loads: our own, and those of others, which must be what their checksums say."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import KgError

STYLES = ("yasqe.min.css", "query.css")
SCRIPTS = ("yasqe.min.js", "query_terms.js", "query_editor.js", "query_result.js", "query_ready.js", "query.js")
_KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "txt": "text/plain; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file as it is sent. `tag` changes with its content."""

    body: bytes
    media: str
    tag: str


@cache
def page_files() -> Mapping[str, PageFile]:
    """name → file, all that may be asked for. Raises KgError where a file of others is not the one that was pinned."""
    sums = pinned()
    found = {name: _read("vendor", name) for name in sums}
    for name, file in found.items():
        if file.tag != sums[name]:
            raise KgError(f"serve: {name} is not the file its checksum stands for; reinstall kg")
    return found | {name: _read("web", name) for name in (*STYLES, *SCRIPTS) if name not in found}


def pinned() -> dict[str, str]:
    """name → SHA-256 in hex, of each file that comes from others."""
    lines = files("kg.serve.query").joinpath("vendor", "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines if line and line[0] != "#")}


def _read(folder: str, name: str) -> PageFile:
    body = files("kg.serve.query").joinpath(folder, name).read_bytes()
    return PageFile(body, _KINDS[name.rpartition(".")[2]], hashlib.sha256(body).hexdigest())
