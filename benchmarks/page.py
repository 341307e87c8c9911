"""How long the explorer takes until it is drawn: graphs of 200 and 2,000 entities, as a file and from a server.

    python benchmarks/page.py [--times 3]

Measured in headless Chromium from the start of the navigation until the page says that all is drawn; the middle of
so many times. A page of 2,000 entities is only made when asked for (kg view --limit 2000).
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from kg.cli import main as kg

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from news_graphs import grown  # noqa: E402
from serving import serving  # noqa: E402

READY = "body[data-ready='1']"


def page(directory: Path, entities: int) -> str:
    """The address of the page that `kg view` writes."""
    path = directory / f"{entities}.html"
    done = CliRunner().invoke(kg, ["view", "-g", str(directory), "--limit", str(entities), "-o", str(path)])
    assert done.exit_code == 0, done.output
    return path.as_uri()


def measured(browser, address: str, times: int) -> tuple[float, int, int]:
    """Seconds until all is drawn, and how many nodes and lines that is."""
    seconds = []
    for _ in range(times):
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        start = time.perf_counter()
        tab.goto(address)
        tab.locator(READY).wait_for(state="attached", timeout=120_000)
        seconds.append(time.perf_counter() - start)
        shown = tab.evaluate("[kgPage.visible().nodes.length, kgPage.visible().lines.length]")
        tab.close()
    return statistics.median(seconds), *shown


@contextlib.contextmanager
def graph(entities: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield grown(entities).write(Path(folder) / "graph")


def main() -> None:
    """Prints one line for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--disable-gpu"])
        for entities in (200, 2000):
            with graph(entities) as directory, serving(directory) as server:
                for kind, address in (("file", page(directory, entities)), ("server", f"{server.address}/")):
                    seconds, nodes, lines = measured(browser, address, times)
                    print(f"{entities:5} entities  {kind:7} {nodes:5} nodes {lines:5} lines  {seconds:6.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
