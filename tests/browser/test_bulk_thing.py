"""Things from bulk sources share one page, which asks the graph in the page about the one that the address names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from support.browser import Visitor, serious

from paradiplomacy.rdf.namespaces import ID, PARA, RDFS
from paradiplomacy.site.build import build
from paradiplomacy.site.release import site_of
from paradiplomacy.site.site import MANY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.external]


@pytest.fixture(scope="module")
def bulk_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of many ties in a ring, each between two towns."""
    label, party = ox.NamedNode(f"{RDFS}label"), ox.NamedNode(f"{PARA}party")
    quads = []
    for number in range(MANY // 2):
        town, tie = (ox.NamedNode(f"{ID}{kind}-{number:05}") for kind in ("town", "tie"))
        quads.append(ox.Quad(town, label, ox.Literal(f"Kota {number} <b>", language="id")))
        quads.append(ox.Quad(tie, party, town))
        quads.append(ox.Quad(tie, party, ox.NamedNode(f"{ID}town-{(number + 1) % (MANY // 2):05}")))
    folder = tmp_path_factory.mktemp("bulk")
    build(site_of({"urn:bulk": quads}), folder)
    return folder


@pytest.fixture
def visit_bulk(browser: Browser, bulk_site: Path) -> Iterator[Visitor]:
    visitor = Visitor(browser, bulk_site.as_uri())
    yield visitor
    visitor.close()
    assert visitor.problems == []


def test_a_thing_is_shown_with_what_names_it(visit_bulk: Visitor, bulk_site: Path) -> None:
    page = visit_bulk(f"{(bulk_site / 'id-ID/thing.html').as_uri()}#town-00007")
    page.wait_for_selector("#pointing tbody tr")
    assert page.locator("h1").inner_text() == "Kota 7 <b>"
    ties = page.locator("#pointing tbody td:first-child").all_inner_texts()
    assert sorted(ties) == ["tie-00006", "tie-00007"]
    page.locator("#pointing a", has_text="tie-00006").click()
    page.wait_for_selector("#own a >> text=town-00006")
    assert page.url.endswith("thing.html#tie-00006")
    page.wait_for_selector("#shard:visible")
    file = bulk_site / "id-ID" / (page.locator("#shard a").first.get_attribute("href") or "")
    assert "tie-00006>" in file.read_text(encoding="utf-8") or "id:tie-00006 " in file.read_text(encoding="utf-8")
    assert serious(page) == []


@pytest.mark.parametrize("name", ["nobody", "a%3Eb", ""])
def test_a_name_of_nothing_is_told(name: str, visit_bulk: Visitor, bulk_site: Path) -> None:
    page = visit_bulk(f"{(bulk_site / 'en/thing.html').as_uri()}#{name}")
    page.wait_for_selector("#state >> text=The graph has no thing of this name.")
