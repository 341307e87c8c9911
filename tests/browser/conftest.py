"""Debian's or the user's own Chromium, driven by Playwright, which downloads no browser here.

Every test looks at the page as a file and, where it asks for `explore`, as served too. Whatever is opened must ask no
other host, print nothing to the console and open no dialog: that is checked when the test ends, whatever it tests.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from expected import Graph, read
from explorer import Explorer
from hostile_graph import hostile
from news_graphs import grown, hub, trade
from programs import require, require_module

from kg.cli import main

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOCAL = ("file:", "data:", "blob:", "about:")
GRAPHS = {
    "trade": trade,
    "hub": hub,
    "two hundred": lambda: grown(200),
    "two thousand": lambda: grown(2000),
    "hostile": hostile,
}
READY = "body[data-ready='1']"


@dataclass
class Opened:
    """A page in the browser, and everything it asked for and complained about since it was opened.

    `requests` is all that the page tried to load; `sent` is what was on its way to another host when the test stopped
    it. `excused`: the test itself provokes what is not allowed.
    """

    page: Any
    home: str = ""
    excused: bool = False
    requests: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """What the page tried to load from elsewhere."""
        return [url for url in self.requests if not self.allows(url)]

    def allows(self, url: str) -> bool:
        """Whether a page may ask for this: what it holds itself, and what lies on its own server."""
        return url.startswith(LOCAL) or (self.home != "" and url.startswith(self.home))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One headless Chromium for the tests of a file, with a new profile that is thrown away.

    Not for all: as long as Playwright runs, so does its event loop, and no other test could run one of its own.
    """
    driver = require_module("playwright.sync_api")
    path = require("chromium", "chromium-browser", "google-chrome", "chrome", hint="apt-get install chromium")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Opened]]:
    """Opens a file, or the address of a server that runs here; each request is noted, none leaves the machine."""
    contexts, all_opened = [], []

    def open_it(
        target: Path | str,
        width: int = 1280,
        height: int = 800,
        *,
        at: str = "",
        ready: bool = True,
        excused: bool = False,
        before: str = "",
        **options: Any,
    ) -> Opened:
        """`at`: what stands behind the address, with its "#"; `ready`: wait until the page says that it is drawn;
        `before`: a script that runs before those of the page."""
        options = {"reduced_motion": "reduce", "locale": "de-DE", "color_scheme": "light"} | options
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(8000)
        contexts.append(context)
        home = "/".join(target.split("/")[:3]) + "/" if isinstance(target, str) else ""
        if before:
            context.add_init_script(before)
        opened = Opened(context.new_page(), home, excused)
        all_opened.append(opened)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.complaints.append(f"error: {error}"))
        opened.page.on("dialog", lambda dialog: (opened.complaints.append("dialog"), dialog.dismiss()))
        context.route(
            lambda url: not opened.allows(url), lambda route: (opened.sent.append(route.request.url), route.abort())
        )
        address = target if isinstance(target, str) else target.resolve().as_uri()
        opened.page.goto(address + at)
        if ready:
            # Not wait_for_function: it evaluates text in the page, which the policy of the page forbids.
            opened.page.locator(READY).wait_for(state="attached", timeout=20_000)
        return opened

    yield open_it
    faults = [fault for opened in all_opened if not opened.excused for fault in opened.outside + opened.complaints]
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Graph]:
    """A graph on disk by its name in GRAPHS, written once, with what SPARQL says of it."""
    root = tmp_path_factory.mktemp("graphs")

    @cache
    def written(name: str) -> Graph:
        return read(GRAPHS[name]().write(root / name))

    return written


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """`kg view`: the page of a graph directory as a file, written once; its name has a space and an umlaut."""
    root = tmp_path_factory.mktemp("pages")

    @cache
    def written(directory: Path, *arguments: str) -> Path:
        path = root / f"Seite für {written.cache_info().currsize} & alle.html"
        done = CliRunner().invoke(main, ["view", "-g", str(directory), "-o", str(path), *arguments])
        assert done.exit_code == 0, done.output
        return path

    return written


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """`kg serve`: the address of a server of a graph directory, started once and stopped in the end."""
    from serving import serving

    servers = []

    @cache
    def started(directory: Path) -> str:
        server = serving(directory, "--workers", "2")
        servers.append(server)
        return server.__enter__().address + "/"

    yield started
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture(params=["file", "server"])
def explore(
    request: pytest.FixtureRequest, open_page: Any, graph: Any, view: Any, serve: Any
) -> Callable[..., Explorer]:
    """Opens the explorer on a graph of GRAPHS (or of a directory), as a file and from a server."""

    def opened(source: str | Path, at: str = "", **options: Any) -> Explorer:
        of = graph(source) if isinstance(source, str) else read(source)
        target = view(of.directory) if request.param == "file" else serve(of.directory)
        return Explorer(open_page(target, at=at, **options), of, request.param)

    return opened


@pytest.fixture
def page_of(open_page: Any, graph: Any, view: Any) -> Callable[..., Explorer]:
    """Opens the file of a graph by its name: for what the script does alone, wherever its data came from."""

    def opened(name: str, at: str = "", **options: Any) -> Explorer:
        of = graph(name)
        return Explorer(open_page(view(of.directory), at=at, **options), of, "file")

    return opened


@pytest.fixture(scope="session")
def keep() -> Callable[[Any, str], Path]:
    """Keeps a picture of a page for people to look at, in the folder KG_ARTEFACTS or build/screenshots."""
    folder = Path(os.environ.get("KG_ARTEFACTS") or Path(__file__).parents[2] / "build" / "screenshots")

    def picture(page: Any, name: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        page.screenshot(path=path)
        return path

    return picture
