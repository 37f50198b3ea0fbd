"""The page on which agreements are compared: its choice, its address and its exports, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.browser import Visitor, serious

PAIR = "medan-gwangju--surabaya-busan"


def shown(page: Page, selector: str) -> list[str]:
    """The names of what is seen: the short id in its first link."""
    seen = page.locator(f"{selector}:visible a:first-child").evaluate_all("them => them.map((it) => it.href)")
    return [str(address).rpartition("/")[2].removesuffix(".html") for address in seen]


def records(page: Page) -> list[str]:
    return shown(page, ".entry h4")


def exported(page: Page, form: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f'button[data-form="{form}"]').click()
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("lang", ["en", "id-ID"])
@pytest.mark.parametrize("form", ["csv", "md", "tex"])
def test_an_export_of_all_is_the_file_of_the_pair(visit: Visitor, site: Path, form: str, lang: str) -> None:
    page = visit(site / f"{lang}/compare.html")
    page.select_option("select[name=a]", "medan-gwangju")
    page.select_option("select[name=b]", "surabaya-busan")
    assert exported(page, form).decode() == (site / f"{lang}/compare/{PAIR}.{form}").read_bytes().decode()


def test_filters_leave_what_they_say(visit: Visitor, site: Path) -> None:
    page = visit(site / "en/compare.html")
    every = records(page)
    page.select_option("select[name=sector]", "sector-economy")
    economy = records(page)
    assert "talent-hub" in economy and 0 < len(economy) < len(every)
    page.select_option("select[name=assertion]", "assertion-hedged")
    hedged = records(page)
    assert 0 < len(hedged) < len(economy)
    assert page.locator("#found").inner_text() == f"{len(hedged)} records"
    page.select_option("select[name=sector]", "")
    page.select_option("select[name=assertion]", "")
    page.select_option("select[name=source]", "gnfi-2017")
    assert set(records(page)) == {"gnfi-2017-sculpture", "gnfi-2017-sculpture-unveiling"}
    assert b"gnfi-2017-sculpture," in exported(page, "csv") and b"talent-hub," not in exported(page, "csv")


def test_the_address_brings_the_view_back(visit: Visitor, served: str) -> None:
    page = visit(f"{served}/en/compare.html")
    page.select_option("select[name=a]", "surabaya-busan")
    page.select_option("select[name=b]", "medan-gwangju")
    page.select_option("select[name=sector]", "sector-education")
    again = visit(page.url)
    assert records(again) == records(page)
    assert shown(again, ".cell h3") == ["medan-gwangju", "surabaya-busan"]
    left = [
        again.locator(f'.cell:visible[data-agreement="{it}"]').bounding_box()
        for it in ("surabaya-busan", "medan-gwangju")
    ]
    assert left[0] and left[1] and left[0]["x"] < left[1]["x"]
    again.goto(f"{served}/en/compare.html#a=usu-chonnam&b=surabaya-busan")
    assert shown(again, ".sector:first-child .cell h3") == ["surabaya-busan", "usu-chonnam"]


def test_without_scripts_all_is_there_and_the_pairs_are_linked(visit: Visitor, site: Path) -> None:
    page = visit(site / "en/compare.html", java_script_enabled=False)
    assert page.locator("#choice").is_hidden()
    page.locator(f'#pairs a[href$="{PAIR}.html"]').click()
    assert len(records(page)) > 40


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
@pytest.mark.parametrize("path", ["id-ID/compare.html", f"en/compare/{PAIR}.html"])
def test_axe_has_no_complaint(visit: Visitor, served: str, path: str, width: int, scheme: str) -> None:
    page = visit(f"{served}/{path}", viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
