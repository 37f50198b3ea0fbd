"""The site built once, served over HTTP, and a browser that opens its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import Visitor, running_browser, static_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from paradiplomacy.site.site import Site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, one for all tests."""
    with running_browser() as running:
        yield running


@pytest.fixture(scope="session")
def release() -> Site:
    """The site of the release, not written yet."""
    from paradiplomacy.site.release import site_of_release

    return site_of_release()


@pytest.fixture(scope="session")
def site(browser: Browser, release: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; it asks for the browser first, so that nothing is built where there is none."""
    from paradiplomacy.site.build import build

    folder = tmp_path_factory.mktemp("site")
    build(release, folder)
    return folder


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on a static server."""
    with static_server(site) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: Path, served: str) -> Iterator[Visitor]:
    """Opens a page of the site, ``visit(site / "en/index.html")`` or ``visit(f"{served}/en/index.html")``.

    In the end no page may have made an error, a failed request or a request to anything else.
    """
    visitor = Visitor(browser, site.as_uri(), served)
    yield visitor
    visitor.close()
    assert visitor.problems == []
