"""Every link of every page leads somewhere: to a file of the site and, where it names a place in it, to that place."""

from __future__ import annotations

import posixpath
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from support.released_site import released_files

from paradiplomacy.site.messages import LANGUAGES

pytestmark = pytest.mark.slow
# Where the state of a script stands in the fragment, and no place of the page.
SCRIPTED = ("sparql.html", "compare.html", "records.html")


class Page(HTMLParser):
    """The addresses that a page names, the places in it that a link can name, and its languages."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[tuple[str, str]] = []
        self.places: set[str] = set()
        self.headings: list[str] = []
        self.lang = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.places |= {given["id"]} if "id" in given else set()
        self.addresses += [(tag, given[name]) for name in ("href", "src") if name in given]
        self.lang = given.get("lang", "") if tag == "html" else self.lang
        self.headings += [tag] if tag in ("h1", "h2", "h3", "h4") else []


@cache
def bodies() -> dict[str, bytes]:
    return {path: file.body() for path, file in released_files().items()}


@cache
def pages() -> dict[str, Page]:
    return {path: Page(body.decode()) for path, body in bodies().items() if path.endswith(".html")}


def test_every_internal_link_resolves() -> None:
    followed, lost = 0, []
    for path, page in pages().items():
        for _, address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (
                unquote(posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path))) if parts.path else path
            )
            followed += 1
            place = unquote(parts.fragment)
            if target not in bodies():
                lost.append(f"{path}: {address}")
            elif place and not target.endswith(SCRIPTED) and target in pages() and place not in pages()[target].places:
                lost.append(f"{path}: {address} (no such place)")
    assert followed > 20_000
    assert lost == []


def test_no_page_asks_anything_of_another_server() -> None:
    for path, page in pages().items():
        fetched = [address for tag, address in page.addresses if tag not in ("a", "link") and "//" in address]
        assert fetched == [], path


def test_every_page_has_one_first_heading_and_its_language() -> None:
    for path, page in pages().items():
        assert page.headings.count("h1") == 1, path
        assert page.headings[0] == "h1", path
        wanted = "id" if path.startswith("id-ID/") else "en"
        assert page.lang == wanted, path


def test_the_other_language_has_the_same_places() -> None:
    found = {path.removeprefix("en/") for path in pages() if path.startswith("en/")}
    assert found == {path.removeprefix("id-ID/") for path in pages() if path.startswith("id-ID/")}
    assert len(found) > 500
    for path, page in pages().items():
        # A reader who changes the language stays with the same thing.
        folder, _, rest = path.partition("/")
        if folder in ("en", "id-ID"):
            other = {"en": "id-ID", "id-ID": "en"}[folder]
            target = posixpath.relpath(f"{other}/{rest}", posixpath.dirname(path))
            assert ("a", target) in {(tag, unquote(address)) for tag, address in page.addresses}, path


def test_pages_are_light() -> None:
    home = pages()["en/index.html"]
    scripts = [address for tag, address in home.addresses if tag == "script"]
    styles = [posixpath.normpath(f"en/{address}") for tag, address in home.addresses if address.endswith(".css")]
    assert styles
    transferred = len(bodies()["en/index.html"]) + sum(len(bodies()[path]) for path in styles)
    transferred += sum(len(bodies()[posixpath.normpath(f"en/{address}")]) for address in scripts)
    assert transferred < 300_000
    for lang in LANGUAGES:
        folder = {"en": "en", "id": "id-ID"}[lang]
        for path in (f"{folder}/records.html", f"{folder}/sparql.html", f"{folder}/compare.html"):
            text = bodies()[path].decode()
            # Painting waits for no script.
            scripts = [rest.partition(">")[0] for rest in text.split("<script src=")[1:]]
            assert scripts
            assert all("defer" in script for script in scripts), path
