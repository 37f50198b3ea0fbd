"""The queries of ``queries/wikidata``: plain SPARQL, one answer in two engines, kept on disk, asked with manners."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import rdflib
from support.fault_server import Reply, answering, good
from support.in_process import Run
from support.wikidata_world import World, world

from paradiplomacy.errors import UsageError
from paradiplomacy.graph import load
from paradiplomacy.linking.recorded import twinnings
from paradiplomacy.linking.wikidata import stored_queries as wikidata_query
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.version import __version__

EXPECTED = Path(__file__).parents[2] / "cases" / "wikidata"
QUERIES = {query.name: query for query in wikidata_query.queries()}
NAMES = sorted(QUERIES)
# What only Wikidata's own engine understands, and what would make a query reach for another server.
FOREIGN = r"\bSERVICE\b|wikibase:label|\bbd:|\bhint:|bigdata|AUTO_LANGUAGE|\bgas:|\bmwapi:|geof:|wikibase:around"


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=world().turtle(), format="turtle")


def test_there_are_queries_for_all_that_is_promised() -> None:
    assert NAMES == ["wikidata/city-facts", "wikidata/indonesia-korea", "wikidata/partners", "wikidata/shared-partners"]


@pytest.mark.parametrize("name", NAMES)
def test_a_query_is_plain_sparql_with_a_whole_header(name: str) -> None:
    query = QUERIES[name]
    code = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    assert not re.search(FOREIGN, code, re.IGNORECASE)
    assert set(query.summary) == {"en", "id"}
    assert query.description["en"].startswith("Asked of Wikidata, not of our graph.")
    assert query.description["id"].startswith("Ditanyakan kepada Wikidata, bukan kepada graf kami.")
    assert "wikidata" in query.tags
    assert query.parameters["lang"].default == "en"
    assert re.search(r"^ORDER BY", query.text, re.MULTILINE)
    used, declared = set(re.findall(r"(?<![\w<?/])(\w+):\w", code)), set(re.findall(r"PREFIX (\w+):", code))
    assert used - {"http"} == declared


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_expected_one(name: str, endpoint: Embedded) -> None:
    expected = (EXPECTED / f"{name.rpartition('/')[2]}.csv").read_text(encoding="utf-8")
    found = endpoint.select(QUERIES[name].text).to_csv()
    assert found.replace("\r\n", "\n") == expected
    assert expected.count("\n") > 1


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_answer(name: str, graph: rdflib.Graph) -> None:
    expected = list(csv.reader((EXPECTED / f"{name.rpartition('/')[2]}.csv").open(encoding="utf-8", newline="")))
    result = graph.query(QUERIES[name].text)
    rows = [["" if term is None else _plain(str(term)) for term in row] for row in result]  # type: ignore[union-attr]
    assert rows == [[_plain(cell) for cell in row] for row in expected[1:]]


def _plain(cell: str) -> str:
    """A number without what engines write in different ways."""
    try:
        return str(float(cell))
    except ValueError:
        return cell


def test_the_cities_of_the_query_are_those_of_our_agreements() -> None:
    ours = {party.item for each in twinnings(load().store) for party in each.parties}
    (values,) = re.findall(r"VALUES \?city \{([^}]*)\}", QUERIES["wikidata/city-facts"].text)
    assert set(re.findall(r"wd:(Q\d+)", values)) == ours


def test_unknown_partners_are_left_out_and_unknown_ends_told() -> None:
    made = World()
    made.item("Q5972", {"en": "Medan"}, country="Q252")
    made.item("Q41283", {"en": "Gwangju"}, country="Q884")
    made.item("Q16520", {"en": "Busan"}, country="Q884")
    genid = "<http://www.wikidata.org/.well-known/genid/0123abc>"
    for number, (partner, end) in enumerate(
        ((genid, "_:a"), ("_:b", genid), ("wd:Q41283", "_:c"), ("wd:Q16520", genid))
    ):
        made.add(f"wd:Q5972 p:P190 wds:s{number} . wds:s{number} ps:P190 {partner} ; pq:P582 {end}")
    graph = rdflib.Graph().parse(data=made.turtle(), format="turtle")
    there = made.endpoint()
    for name, column in (("wikidata/partners", "partnerLabel"), ("wikidata/indonesia-korea", "koreanLabel")):
        found = [(row[column], row["until"]) for row in rows(there, name)]
        assert found == [("Busan", "unknown"), ("Gwangju", "unknown")]
        answered = graph.query(QUERIES[name].text)
        places = [[str(variable) for variable in answered.vars or []].index(each) for each in (column, "until")]
        assert [tuple(str(row[place]) for place in places) for row in answered] == found  # type: ignore[index]


def rows(endpoint: Embedded, name: str, **options: str) -> list[dict[str, str]]:
    text, _ = wikidata_query.bind(QUERIES[name], options)
    return list(csv.DictReader(io.StringIO(endpoint.select(text).to_csv())))


def test_a_city_may_be_given_as_item_id_or_label(endpoint: Embedded) -> None:
    found = [rows(endpoint, "wikidata/partners", city=city) for city in ("Q11462", "wd:Q11462", "surabaya", "수라바야")]
    assert found[0] == found[1] == found[2] == found[3]
    assert {row["partnerLabel"] for row in found[0]} == {"Busan", "Istanbul", "Chengdu-on-Test"}


def test_labels_come_in_the_language_that_was_asked_for(endpoint: Embedded) -> None:
    found = rows(endpoint, "wikidata/partners", city="Q41283", lang="id")
    assert [(row["partnerLabel"], row["countryLabel"]) for row in found] == [("Kota Medan", "Indonesia")]


def test_shared_partners_of_other_cities(endpoint: Embedded) -> None:
    found = rows(endpoint, "wikidata/shared-partners", city="Surabaya", other="Busan")
    assert [row["partnerLabel"] for row in found] == ["Istanbul"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"city": "Kesawan"}, "kesawan has no item in data/links/wikidata.sssom.tsv"),
        ({"city": "Sidney"}, '"Sidney" is not a known thing'),
        ({"town": "Medan"}, 'has no parameter "town"'),
        ({"lang": 'en") . ?x ?y ?z'}, "is not a language tag"),
        ({"city": "Q5972> . ?x ?y ?z . <urn:x"}, "is not a known thing"),
    ],
)
def test_a_value_that_makes_no_sense_is_told(options: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=re.escape(sentence)):
        wikidata_query.bind(QUERIES["wikidata/partners"], options)


ONE_ROW = {
    "head": {"vars": ["city", "partner"]},
    "results": {"bindings": [{"city": {"type": "uri", "value": "http://www.wikidata.org/entity/Q5972"}}]},
}


def answer(value: object = ONE_ROW) -> Reply:
    return Reply(200, json.dumps(value).encode(), {"Content-Type": "application/sparql-results+json"})


def test_an_answer_is_kept_until_refresh(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARADIPLOMACY_CONTACT", "ana@example.org")
    with answering(lambda number, request: answer()) as server:
        words = ("wikidata/partners", "--endpoint", server.url, "--format", "csv")
        first = run("query", *words)
        assert (first[0], first[1]) == (0, "city,partner\r\nhttp://www.wikidata.org/entity/Q5972,\r\n")
        assert f"asked of {server.url}." in first[2]
        second = run("query", *words)
        assert second[:2] == first[:2]
        assert re.search(r"kept from .*, \d{4}-\d\d-\d\d \d\d:\d\d UTC; --refresh asks again\.", second[2])
        assert len(server.asked) == 1
        assert run("query", *words, "--refresh")[:2] == first[:2]
        assert run("query", *words, "--city", "Medan")[0] == 0  # another question
        assert len(server.asked) == 3
        for number, dataset in enumerate(("?dataset=a", "?dataset=b", "?dataset=b"), 3):  # other endpoints
            _, _, err = run("query", words[0], "--endpoint", server.url + dataset, "--format", "csv")
            assert "dataset" not in err  # it might be a secret
            assert len(server.asked) == min(number + 1, 5)
        assert {request.agent for request in server.asked} == {f"paradiplomacy/{__version__} (ana@example.org)"}


def test_an_answer_for_another_city_is_neither_used_nor_kept(cache: Path, run: Run) -> None:
    other = json.loads(json.dumps(ONE_ROW).replace("Q5972", "Q42"))
    with answering(lambda number, request: answer(ONE_ROW if number == 0 else other)) as server:
        words = ("wikidata/partners", "--city", "Medan", "--endpoint", server.url, "--format", "csv")
        first = run("query", *words)
        status, out, err = run("query", *words, "--refresh")
        assert (status, out) == (2, "")
        assert "answers for <http://www.wikidata.org/entity/Q42>, but <http://www.wikidata.org/entity/Q5972>" in err
        assert run("query", *words)[1] == first[1]
    assert len(list(cache.rglob("*.json"))) == 1


def test_an_endpoint_that_knows_nothing_of_the_city_is_not_believed(cache: Path, run: Run) -> None:
    words = ("query", "wikidata/partners", "--city", "Surabaya", "--format", "csv", "--endpoint")
    made = World()
    with answering(lambda number, request: good(made.store(), request)) as server:
        status, out, err = run(*words, server.url)
        assert (status, out) == (2, "")
        assert "knows nothing of Q11462, so its answer is not used" in err
        assert not list(cache.rglob("*.json"))
        made.add("wd:Q11462 rdfs:label 'Surabaya'")
        assert run(*words, server.url)[0] == 0  # it knows the city, and no partner of it


def test_after_a_failure_the_answer_that_was_kept_is_still_there(cache: Path, run: Run) -> None:
    with answering(lambda number, request: answer() if number == 0 else Reply(403)) as server:
        words = ("wikidata/partners", "--endpoint", server.url, "--format", "csv")
        first = run("query", *words)
        status, out, err = run("query", *words, "--refresh")
        assert (status, out) == (2, "")
        assert "refuses this (403)" in err
        assert run("query", *words)[1] == first[1]


def test_a_folder_that_cannot_be_written_is_told_and_does_no_harm(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("PARADIPLOMACY_CACHE", str(tmp_path / "file"))
    with answering(lambda number, request: answer()) as server:
        status, _, err = run("query", "wikidata/partners", "--endpoint", server.url)
    assert status == 0
    assert "so no answer is kept" in err


def test_wikidata_itself_is_not_asked_by_somebody_without_a_name(cache: Path, run: Run) -> None:
    status, out, err = run("query", "wikidata/partners")
    assert (status, out) == (2, "")
    assert "Wikidata wants to know whom it can write to" in err


def test_the_list_and_the_help_name_the_queries(run: Run) -> None:
    listed = run("query")[1]
    assert all(name in listed for name in NAMES)
    shown = run("query", "wikidata/shared-partners", "--help")[1]
    assert "--city" in shown and "--other" in shown
    status, _, err = run("query", "wikidata/partner")
    assert status == 2
    assert 'did you mean "wikidata/partners"' in err
    assert "--data and --graph do not belong" in run("query", "wikidata/partners", "--data", "x.ttl")[2]


def test_a_query_file_of_this_folder_still_runs_on_a_file(tmp_path: Path, run: Run) -> None:
    data = tmp_path / "world.ttl"
    data.write_text(world().turtle(), encoding="utf-8")
    path = QUERIES["wikidata/indonesia-korea"].path
    status, out, _ = run("query", str(path), "--data", str(data), "--format", "csv")
    assert (status, out.count("\r\n")) == (0, 4)
