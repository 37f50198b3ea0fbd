"""The rules of w3id.org, obeyed by a real Apache: where each kind of name leads by Accept and Accept-Language."""

from __future__ import annotations

import csv
import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.apache import Apache
from support.published_site import BASE, VERSION, published, published_files, text

from paradiplomacy.site.addresses import name_of

TABLE = (Path(__file__).parents[1] / "cases" / "w3id.csv").read_text(encoding="utf-8")
CASES = list(csv.DictReader(TABLE.replace("VERSION", VERSION).splitlines()))


@pytest.fixture(scope="module")
def apache() -> Iterator[Apache]:
    """Apache with the rules in a folder as at w3id.org."""
    running = Apache()
    folder = running.documents / "paradiplomacy"
    folder.mkdir()
    (folder / ".htaccess").write_text(text("w3id/.htaccess"), encoding="utf-8")
    yield running
    running.stop()


def asked(apache: Apache, path: str, accept: str = "", language: str = "") -> str:
    """The path on the site to which the server sends a client, "" where it answers otherwise."""
    connection = http.client.HTTPConnection("127.0.0.1", apache.port, timeout=60)
    connection.putrequest("GET", f"/paradiplomacy/{path}")
    for name, value in (("Accept", accept), ("Accept-Language", language)):
        if value:
            connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    connection.close()
    place = answer.headers.get("Location", "")
    return place.removeprefix(f"{BASE}/") if answer.status == 303 and place.startswith(f"{BASE}/") else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['path']} {case['accept']} {case['language']}")
def test_a_name_leads_where_it_should(apache: Apache, case: dict[str, str]) -> None:
    assert asked(apache, case["path"], case["accept"], case["language"]) == case["target"]


def test_every_place_of_the_table_is_there() -> None:
    for case in CASES:
        path, _, fragment = case["target"].partition("#")
        assert path in published_files()
        if fragment:
            assert f'id="{fragment}"' in text(path)


def test_every_name_of_the_graph_leads_to_a_file(apache: Apache) -> None:
    site = published()
    names = {name_of(node.value): site.path_of(node, "en") for node in (*site.things, *site.passages)}
    assert len(names) > 800
    lost = {name for name, path in names.items() if asked(apache, f"id/{name}", "text/html", "en") != path}
    lost |= {name for name in names if asked(apache, f"id/{name}", "text/turtle") not in published_files()}
    assert lost == set()


def test_what_is_no_name_leads_nowhere(apache: Apache) -> None:
    assert asked(apache, "id/../../etc/passwd", "text/html") == ""
    assert asked(apache, "nothing/here", "text/html") == ""


def test_without_an_address_there_are_no_rules() -> None:
    assert "w3id/.htaccess" not in published_files("")
