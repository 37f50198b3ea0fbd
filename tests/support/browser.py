"""A real browser for the tests: it opens pages of the site as a reader does, and notes what no page may do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support.servers import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Nothing of the browser's own may go out, nor wait for a display.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a page makes itself.
_INSIDE = ("blob:", "data:", "about:")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Chromium of this system, headless; the test is skipped where it or playwright is missing."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed (PARADIPLOMACY_EXTRAS=browser python3 dev.py test)")
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        missing("chromium is not installed (Debian package chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what matters of a request is noted in the browser."""


@contextmanager
def static_server(folder: Path) -> Iterator[str]:
    """The files of ``folder`` over HTTP on a free port of loopback; gives the address, without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Visitor:
    """Opens pages. ``problems`` are the errors of their scripts, failed requests, and requests to anything else.

    Pages may ask for what begins with one of ``places``: the folder or the server of the site.
    """

    def __init__(self, browser: Browser, *places: str) -> None:
        self.problems: list[str] = []
        self._browser = browser
        self._places = (*places, *_INSIDE)
        self._contexts: list[BrowserContext] = []

    def __call__(self, address: str | Path, **options: Any) -> Page:
        """The page at ``address``, or in that file, once it is loaded; ``options`` are those of a browser context."""
        context = self._browser.new_context(**{"accept_downloads": True, **options})
        context.set_default_timeout(30_000)
        self._contexts.append(context)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        return page

    def close(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._places):
            self.problems.append(f"elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left breaks off what it still fetches; only what the server or the disk refuses is a fault.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed ({request.failure}): {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")


def serious(page: Page) -> list[str]:
    """What axe finds on the page that is serious or critical: the rule and the elements."""
    from axe_playwright_python.sync_playwright import Axe

    # It would fetch style sheets once more, which a page from a disk may not.
    options = {"preload": False, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {'; '.join(node['html'][:200] for node in each['nodes'])}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
