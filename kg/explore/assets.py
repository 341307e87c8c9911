"""The files that a page consists of: our scripts and styles, and the renderer that the installed pyvis carries.

Of pyvis only its vis-network is taken, as a file: importing pyvis would load IPython, and its own page asks a CDN.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from kg.errors import KgError

RENDERER = "vis-network.js"
# In the order in which a page runs them: each uses those before it.
SCRIPTS = tuple(
    f"{name}.js"
    for name in (
        "dom", "data", "model", "state", "view", "place", "names", "tip", "draw", "search", "filters", "panel",
        "table", "timeline", "article", "export", "path", "frame", "main",
    )
)  # fmt: skip
STYLES = ("page.css", "leaf.css")

# vis-network 9.1.2 (MIT or Apache 2.0, https://github.com/visjs/vis-network), byte for byte as pyvis 0.3.2 carries it.
_RENDERER_FILE = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_RENDERER_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


def script(name: str) -> str:
    """The text of a script, of RENDERER or one of SCRIPTS, fit to stand inside a script element.

    Raises KgError where pyvis is missing or carries another renderer, or a script would end its own element.
    """
    return renderer() if name == RENDERER else _own(name)


def style() -> str:
    """The page's style sheet, fit to stand inside a style element."""
    return "\n".join(_own(name) for name in STYLES)


def template() -> str:
    """The frame of the page, with {{ name }} where something is to be filled in."""
    return _text("page.html")


def static_files() -> dict[str, bytes]:
    """All that a server gives out beside the page itself: file name → content."""
    return {name: script(name).encode() for name in (RENDERER, *SCRIPTS)}


@cache
def renderer() -> str:
    """The vis-network of the installed pyvis, checked against its known checksum.

    Raises KgError where there is none or it is another one.
    """
    spec = find_spec("pyvis")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / _RENDERER_FILE
        if path.is_file():
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != _RENDERER_SHA256:
                raise KgError(f"view: {path} is not the vis-network it should be (checksum differs); reinstall pyvis")
            return _inline(RENDERER, data.decode("utf-8").replace("\r\n", "\n"))
    raise KgError("view: the installed pyvis carries no vis-network; reinstall it with pip install 'pyvis>=0.3.2,<0.4'")


@cache
def _own(name: str) -> str:
    return _inline(name, _text(name))


def _text(name: str) -> str:
    text = files("kg.explore").joinpath("web", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _inline(name: str, text: str) -> str:
    """A script or style that can stand inside its element without ending it."""
    low = text.lower()
    if "</script" in low or "</style" in low or "<!--" in low:
        raise KgError(f"view: {name} ends its own element of the page; reinstall kg and pyvis")
    return text
