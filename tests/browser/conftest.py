"""Debian's or the user's own Chromium, driven by Playwright, which downloads no browser here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from programs import require, require_module

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOCAL = ("file:", "data:", "blob:", "about:")


@dataclass
class Opened:
    """A page in the browser, and everything it asked for and complained about since it was opened.

    `requests` is all that the page tried to load; `sent` is what was on its way to a host when the test stopped it.
    """

    page: Any
    requests: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """What the page tried to load from elsewhere."""
        return [url for url in self.requests if not url.startswith(LOCAL)]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One headless Chromium for all tests, with a new profile that is thrown away."""
    driver = require_module("playwright.sync_api")
    path = require("chromium", "chromium-browser", "google-chrome", "chrome", hint="apt-get install chromium")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Opened]]:
    """Opens a file; no request leaves the machine, each is written down."""
    contexts = []

    def open_file(path: Path, width: int = 1280, height: int = 800, **options: Any) -> Opened:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", locale="de-DE", **options
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.complaints.append(f"error: {error}"))
        opened.page.on("dialog", lambda dialog: (opened.complaints.append("dialog"), dialog.dismiss()))
        context.route(
            lambda url: not url.startswith(LOCAL), lambda route: (opened.sent.append(route.request.url), route.abort())
        )
        opened.page.goto(path.resolve().as_uri())
        opened.page.wait_for_timeout(400)
        return opened

    yield open_file
    for context in contexts:
        context.close()
