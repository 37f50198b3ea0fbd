from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy import UnreadableInput, UsageError
from paradiplomacy.queries.stored import StoredQuery, find, parse_header, read, stored_queries


def test_header_of_a_stored_query(tiny_clone: Path) -> None:
    query = find("parties", tiny_clone / "queries")
    assert query.name == "parties"
    assert query.path == tiny_clone / "queries" / "parties.rq"
    assert query.summary == {
        "en": "Which cities are party to which agreement",
        "id": "Kota mana menjadi pihak dalam perjanjian mana",
    }
    assert query.description == {
        "en": "One row for each agreement and party.",
        "id": "Satu baris untuk setiap perjanjian dan pihak.",
    }
    assert query.tags == ["tiny", "parties"]
    assert {name: (p.takes_thing, p.default) for name, p in query.parameters.items()} == {
        "agreement": (True, None),
        "lang": (False, "en"),
    }


def test_all_are_listed_by_name(tiny_clone: Path) -> None:
    assert [query.name for query in stored_queries(tiny_clone / "queries")] == ["cities", "parties"]


def test_an_unknown_name_gets_the_nearest(tiny_clone: Path) -> None:
    with pytest.raises(UsageError, match='"citys" is not a stored query; did you mean "cities"'):
        find("citys", tiny_clone / "queries")


def test_a_name_is_no_way_out_of_the_folder(tiny_clone: Path) -> None:
    (tiny_clone / "queries" / "checks").mkdir(exist_ok=True)
    with pytest.raises(UsageError, match="is not a stored query"):
        find("../queries/cities", tiny_clone / "queries")


def test_a_query_needs_no_header() -> None:
    query = StoredQuery("q", None, "ASK {}")
    assert (query.summary, query.tags, query.parameters, query.path) == ({"en": ""}, [], {}, None)


def test_tags_may_stand_on_their_own_lines_and_values_in_quotation_marks() -> None:
    header = parse_header('#+ tags:\n#+   - a\n#+   - "b: c"\n#+ summary: "Who: me"\n#+\n# no header\n')
    assert header == {"tags": ["a", "b: c"], "summary": "Who: me"}


def test_keys_of_a_web_service_are_passed_over() -> None:
    assert parse_header("#+ endpoint: http://example.org/sparql\n#+ enumerate:\n#+   - a\n")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("#+ sumary: x", r'line 1: "sumary" is not a key of a query header; did you mean "summary"'),
        ("\n#+ summary x", r'line 2: "summary x" is not of the form key: value'),
        ("#+ summary: a\n#+ summary: b", r'line 2: "summary" stands twice'),
        ("#+ summary:", r'line 1: "summary" has no value'),
        ("#+ summary: Who: me", r"line 1: put .* in quotation marks"),
        ("#+ description: |", r"line 1: put .* on one line"),
        ("#+ tags: a, b", r"line 1: write the tags as \[first, second\]"),
        ("#+ defaults: lang", r"line 1: write each default on its own line"),
        ("#+ defaults:\n#+   - lang", r'line 2: "lang" is not of the form - name: value'),
        ("#+ summary: a\n#+   - b", r"line 2: a list belongs under tags or defaults"),
    ],
)
def test_bad_headers(lines: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=r"q\.rq, " + sentence):
        parse_header(lines, Path("q.rq"))


def test_a_default_needs_its_parameter() -> None:
    with pytest.raises(UnreadableInput, match=r'"lnag" a default, but the query has no \?_lnag'):
        StoredQuery("q", None, "#+ defaults:\n#+   - lnag: en\nASK { ?s ?p ?_lang }")


def test_two_variables_cannot_be_one_parameter() -> None:
    with pytest.raises(UnreadableInput, match=r"\?_city and \?_city_iri would be one parameter"):
        StoredQuery("q", None, "ASK { ?s ?_city ?_city_iri }")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"ASK {}\n# \xff")
    with pytest.raises(UnreadableInput, match=r"q\.rq, line 2: byte 10 of the file is not UTF-8"):
        read(path)
