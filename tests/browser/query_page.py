"""Asking on the query page, with its editor or with the plain form that works without script."""

from __future__ import annotations

from typing import Any


def ask(page: Any, query: str, *, script: bool) -> str:
    """Puts a query, runs it, and gives the text of the answer."""
    if script:
        page.locator("body[data-ready='1']").wait_for()
        page.locator("#editor .CodeMirror").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(query)
        page.keyboard.press("Control+Enter")
    else:
        page.locator("#query").fill(query)
        with page.expect_navigation():
            page.locator("#run").click()
    page.locator("#answer table, #answer pre, #answer .truth, #answer .fault").first.wait_for(state="visible")
    return page.locator("#answer").inner_text()
