from __future__ import annotations

import pytest

from paradiplomacy.server.media import GRAPHS, PAGES, RESULTS, choose, named


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/*", "csv"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.2", "tsv"),
        ("application/sparql-results+xml, */*;q=0.5", "xml"),
        ("*/*, text/csv", "csv"),
        ("application/*, text/csv;q=0.9", "json"),
        ("application/sparql-results+json;q=0, application/*", "xml"),
        ("text/csv ; charset=utf-8 ; q=0.5, application/sparql-results+xml;q=0.4", "csv"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "html"),
        ("application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "xml"),
        ("nonsense, text/csv", "csv"),
    ],
)
def test_results(accept: str | None, name: str) -> None:
    form = choose(accept, RESULTS)
    assert form is not None
    assert form.name == name


@pytest.mark.parametrize(
    "accept", ["image/png", "text/csv;q=0", "*/*;q=0", "nonsense", "text", ",", "text/csv;q=0.000"]
)
def test_none(accept: str) -> None:
    assert choose(accept, RESULTS) is None


def test_another_name_of_a_type_only_counts_when_it_is_named() -> None:
    by_name = choose("application/json", RESULTS)
    assert by_name is not None
    assert (by_name.name, by_name.type) == ("json", "application/json")
    by_range = choose("text/turtle;q=0.5, application/*", GRAPHS)
    assert by_range is not None
    assert by_range.type == "application/n-triples"


def test_a_browser_gets_a_page() -> None:
    form = choose("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", PAGES)
    assert form is not None
    assert form.header == "text/html; charset=utf-8"


def test_named() -> None:
    assert named("ttl", PAGES) == PAGES[0]
    assert named("exe", PAGES) is None
