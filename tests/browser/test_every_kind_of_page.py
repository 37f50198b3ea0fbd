"""What holds for every kind of page: no error, nothing that a reader cannot use, and what machines read in it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from support.browser import Visitor, serious
from support.published_site import KINDS
from support.servers import missing

pytestmark = [pytest.mark.slow, pytest.mark.external]
FOLDERS = ("en", "id-ID")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_use_it(kind: str, scheme: str, visit: Visitor, site: Path) -> None:
    folder = FOLDERS[scheme == "dark"]
    page = visit(site / folder / KINDS[kind], color_scheme=scheme)
    assert serious(page) == []
    # Nothing is wider than a phone, but for what scrolls by itself.
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_no_page_makes_an_error(visit: Visitor, site: Path, served: str) -> None:
    """A sample of all pages, from a disk and over HTTP; the visitor complains in the end."""
    every = sorted(path.relative_to(site).as_posix() for path in site.rglob("*/*.html"))
    assert len(every) > 1_000
    chosen = random.Random(1).sample(every, 40)
    page = visit(site / "en/index.html")
    for path in chosen:
        page.goto((site / path).as_uri())
        page.goto(f"{served}/{path}")


def test_the_keyboard_reaches_every_link_of_a_page(visit: Visitor, site: Path) -> None:
    page = visit(site / "en" / KINDS["street"])
    wanted = page.locator("a:visible, summary:visible, [tabindex='0']:visible").count()
    assert wanted > 30
    seen: set[Any] = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "[...document.querySelectorAll('a, summary, [tabindex=\"0\"]')].indexOf(document.activeElement)"
        )
        seen.add(found)
    assert len(seen - {-1}) >= wanted


def test_records_are_chosen_by_words_and_facets(visit: Visitor, site: Path) -> None:
    page = visit(site / "en" / "records.html")
    rows = page.locator("table.records tbody tr:visible")
    every = rows.count()
    page.get_by_label("Search").fill("부산")
    assert 0 < rows.count() < every
    assert "busan" in {row.get_attribute("data-id") for row in rows.all()}
    page.get_by_label("Search").fill("gwangjoo stret")  # as people type
    page.get_by_label("Search").fill("gwangju stret")
    assert rows.count() > 0
    # In one task: nobody reads rows that the choice before has left.
    script = "(button) => { button.click(); return document.querySelectorAll('tbody tr[hidden]').length; }"
    assert page.get_by_role("button", name="Show all").evaluate(script) == 0
    assert rows.count() == every
    assert "#" not in page.url
    page.locator("summary", has_text="Kind of assertion").click()
    box = page.locator("input[name=assertion][value=assertion-hedged]")
    told = int(box.locator("xpath=../span").inner_text())
    box.check()
    assert rows.count() == told
    page.locator("summary", has_text="Sector").click()
    page.locator("input[name=sector][value=sector-education]").check()
    assert 0 < rows.count() < told
    again = visit(page.url)
    assert again.locator("table.records tbody tr:visible").count() == rows.count()
    assert again.locator("#found").inner_text() == f"{rows.count()} of {every}"


def test_without_scripts_the_list_is_whole(visit: Visitor, site: Path) -> None:
    page = visit(site / "en" / "records.html", java_script_enabled=False)
    assert page.locator("table.records tbody tr:visible").count() > 500
    assert not page.locator("#facets").is_visible()


def test_the_language_switch_keeps_the_place(visit: Visitor, site: Path) -> None:
    page = visit(site / "en" / "id" / "busan.html")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    assert page.url.endswith("/id-ID/id/busan.html")
    assert page.locator("html").get_attribute("lang") == "id"
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/id/busan.html")


def test_two_readers_for_machines_read_it_back(served: str) -> None:
    try:
        import extruct
        import signposting
    except ImportError:
        missing("extruct and signposting are not installed (PARADIPLOMACY_EXTRAS=browser python3 dev.py test)")
    import urllib.request

    with urllib.request.urlopen(f"{served}/en/id/busan.html") as answer:
        text = answer.read().decode()
    found = extruct.extract(text, base_url=f"{served}/en/id/busan.html", syntaxes=["json-ld"])["json-ld"]
    assert [it["@type"] for it in found] == ["City"]
    assert {"@value": "부산광역시", "@language": "ko"} in found[0]["name"]
    links = signposting.find_signposting_html(f"{served}/en/id/busan.html")
    assert str(links.citeAs.target) == "https://w3id.org/paradiplomacy/id/busan"
    assert {link.type for link in links.describedBy} == {"text/turtle", "application/ld+json"}
    assert str(links.license.target) == "https://creativecommons.org/publicdomain/zero/1.0/"
    for link in links.describedBy:
        with urllib.request.urlopen(str(link.target)) as answer:
            assert b"busan" in answer.read()
