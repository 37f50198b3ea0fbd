"""The page of queries as a reader uses it: choose a question, write a query, read the answer, save it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: No machine finishes it: every triple with every other, three times.
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
# Machines of the tests do several things at once.
_PATIENCE = 120_000


class SparqlPage:
    """An open page; ``page`` is the one of Playwright."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._answers = 0
        self.answered()

    def answered(self) -> SparqlPage:
        """Wait for one more answer, or for the reason why there is none."""
        self._answers += 1
        self.page.wait_for_function(
            "number => performance.getEntriesByName('answered').length >= number", arg=self._answers, timeout=_PATIENCE
        )
        return self

    def first_answer(self) -> float:
        """How many milliseconds after the page was opened its first answer was there."""
        time: float = self.page.evaluate("performance.getEntriesByName('answered')[0].startTime")
        return time

    def choose(self, query: str) -> SparqlPage:
        """Press the button of a stored query and wait for its answer."""
        self.page.click(f"[data-query='{query}']")
        return self.answered()

    def write(self, text: str) -> None:
        """Write a text into the editor instead of what is there."""
        self.page.click(".cm-content")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def ask(self, text: str) -> SparqlPage:
        """Write a query, run it and wait for its answer."""
        self.write(text)
        self.page.click("#run")
        return self.answered()

    def text(self, selector: str) -> str:
        """The text of an element."""
        found: str = self.page.inner_text(selector)
        return found.strip()

    def rows(self) -> list[list[str]]:
        """The cells of the answer that are shown, as texts."""
        found: list[list[str]] = self.page.eval_on_selector_all(
            "#result tbody tr", "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
        )
        return found

    def saved(self, button: str = "#csv") -> str:
        """The file that a button gives, with its line ends."""
        with self.page.expect_download() as download:
            self.page.click(button)
        return Path(download.value.path()).read_bytes().decode("utf-8")
