"""What the browser of the tests notes: without it no other test here could fail on what a page does behind its back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import Visitor, serious

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Nothing listens on this port.
ELSEWHERE = "http://127.0.0.1:9/x.png"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<p>Nothing</p>", ""),
        ("<script>console.error('oh')</script>", "console: oh"),
        ("<script>throw new Error('ah')</script>", "error: ah"),
        ("<img alt='' src='gone.png'>", "failed (net::ERR_FILE_NOT_FOUND): "),
        (f"<img alt='' src='{ELSEWHERE}'>", f"elsewhere: {ELSEWHERE}"),
        ("<script>fetch('data:text/plain,hello')</script>", ""),
    ],
)
def test_it_notes_errors_and_requests(browser: Browser, tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><title>x</title>{content}", encoding="utf-8")
    visitor = Visitor(browser, tmp_path.as_uri())
    visitor(tmp_path / "page.html").wait_for_load_state("networkidle")
    visitor.close()
    found = [each for each in visitor.problems if each.startswith(problem)]
    assert bool(found) == bool(problem) == bool(visitor.problems), visitor.problems


def test_it_notes_a_missing_page_of_a_server(browser: Browser, served: str) -> None:
    visitor = Visitor(browser, served)
    visitor(f"{served}/gone.html")
    visitor.close()
    assert f"404: {served}/gone.html" in visitor.problems


def test_axe_finds_what_a_reader_cannot_use(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html lang='en'><title>x</title><main><input></main>", encoding="utf-8")
    visitor = Visitor(browser, tmp_path.as_uri())
    assert [each.partition(":")[0] for each in serious(visitor(page))] == ["label"]
    visitor.close()


def test_the_first_page_opens_from_a_disk_and_over_http(visit: Visitor, site: Path, served: str) -> None:
    titles = {visit(address).title() for address in (site / "en/index.html", f"{served}/en/index.html")}
    assert len(titles) == 1
    assert titles != {""}
