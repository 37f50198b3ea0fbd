"""Thirty questions of an agent to a real server: what it is told, and that the data say so."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.agent_client import Result, Session, session

from paradiplomacy.release import named_graphs

ROOT = Path(__file__).parent.parent.parent
OUTCOMES = ("supported", "contradicted", "hedged", "silent", "not coded")


def _questions() -> list[dict[str, str]]:
    with (ROOT / "tests" / "cases" / "agent-questions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


QUESTIONS = _questions()
NUMBERS = range(len(QUESTIONS))


@pytest.fixture(scope="module")
def asked() -> Session:
    return session([(question["tool"], json.loads(question["arguments"])) for question in QUESTIONS])


def _name(number: int) -> str:
    return f"{number + 1}-{QUESTIONS[number]['tool']}-{QUESTIONS[number]['outcome']}"


def test_a_third_of_the_questions_cannot_be_answered() -> None:
    unanswered = [question for question in QUESTIONS if question["outcome"] in ("silent", "not coded", "error")]
    assert (len(QUESTIONS), len(unanswered)) == (30, 10)
    assert {question["outcome"] for question in QUESTIONS} == {"answered", "error", *OUTCOMES}


@pytest.mark.parametrize("number", NUMBERS, ids=_name)
def test_the_answer(asked: Session, number: int) -> None:
    question, result = QUESTIONS[number], asked.results[number]
    assert result.is_error == (question["outcome"] == "error"), result.text
    if question["tool"] == "verify" and not result.is_error:
        assert result.data["outcome"] == question["outcome"]
    for words in question["words"].split("|"):
        assert words in result.text
    if question["record"]:
        assert question["record"] in [record["id"] for record in result.data["records"]]


@pytest.mark.parametrize("number", [it for it in NUMBERS if QUESTIONS[it]["file"]], ids=_name)
def test_the_data_say_so(number: int) -> None:
    """Read as text, so that no code of ours stands between the answer and the data."""
    question = QUESTIONS[number]
    text = (ROOT / question["file"]).read_text(encoding="utf-8")
    block = re.search(rf"^id:{re.escape(question['block'])}$.*?^\.$", text, re.MULTILINE | re.DOTALL)
    assert block
    assert question["statement"] in block[0]


def test_every_answer_tells_records_sources_and_the_graph(asked: Session) -> None:
    for result in asked.results:
        graph = result.data["graph"]
        assert graph["date"] == _date()
        assert graph["digest"] == _digest()
        assert f"{_date()}, sha256 {_digest()}" in result.text
        if not result.is_error:
            assert all(record["iri"].startswith("https://") for record in result.data["records"])
            assert result.data["records"] and result.data["sources"]


def _date() -> str:
    """The day of the release, as its citation has it."""
    found = re.search(r"^date-released: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


def _digest() -> str:
    """Of the lines of all named graphs, made here with the engine alone."""
    lines = {
        f"{quad.subject} {quad.predicate} {quad.object} <{name}> .\n"
        for name, paths in named_graphs().items()
        for path in paths
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    }
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def test_what_an_error_has(asked: Session) -> None:
    errors = [result for result in asked.results if result.is_error]
    for result in errors:
        assert set(result.data) == {"error", "graph"}
        assert result.data["error"].count("\n") == 0
        assert "Traceback" not in result.text


def test_passages_have_all_that_the_graph_knows_of_them(asked: Session) -> None:
    [of_claim] = [it for it in asked.results if it.data.get("thing", {}).get("id") == "claim-term-1984"]
    passage = of_claim.data["passages"][1]
    assert passage["quote"].startswith("ditemukan") or of_claim.data["passages"][0]["quote"].startswith("ditemukan")
    assert passage["section"] == "PENDAHULUAN"
    assert passage["assertion"] == "stated"
    assert passage["source"]["id"] == "rakhmadi"
    assert [work["id"] for work in passage["cites"]] == ["duchacek-1984"]
    assert isinstance(passage["position"], int)
    assert passage["language"] == "id"


def test_each_side_has_its_own_words(asked: Session) -> None:
    [disputed] = [it for it in asked.results if it.data.get("sourcesDisagree")]
    assert disputed.data["outcome"] == "supported"
    assert [source["id"] for side in disputed.data["supporting"] for source in side["sources"]] == ["rakhmadi"]
    against = {side["sources"][0]["id"]: side for side in disputed.data["against"]}
    assert set(against) == {"asiae-2016", "jnnews-2008", "owra-2016"}
    for source, side in against.items():
        assert {words["source"]["id"] for words in side["words"]} == {source}


def test_the_tools_and_their_arguments(asked: Session) -> None:
    assert set(asked.tools) == {"find", "describe", "evidence", "verify", "compare", "stored_query", "sparql"}
    for tool in asked.tools.values():
        assert tool.annotations and tool.annotations.read_only_hint
        assert tool.input_schema["properties"]["lang"]["enum"] == ["en", "id"]
    assert asked.tools["verify"].input_schema["required"] == ["thing", "property", "value"]


def _all(*calls: tuple[str, dict[str, object]]) -> list[Result]:
    return session(calls).results


def test_wrong_calls_are_told_in_one_sentence() -> None:
    results = _all(
        ("describe", {"thing": "medan", "language": "en"}),
        ("describe", {"thing": "medan", "lang": "fr"}),
        ("describe", {}),
        ("stored_query", {"name": "delegations", "parameters": "medan"}),
        ("stored_query", {"name": "delegations", "parameters": {"agrement": "medan-gwangju"}}),
        ("stored_query", {"name": "../stored"}),
        ("compare", {"agreement_a": "medan-gwangju", "agreement_b": "medan gwangju"}),
        ("find", {"text": "Medan", "kind": "citi"}),
        ("verify", {"thing": "medan-gwangju", "property": "sinceYear", "value": "the nineties"}),
        ("verify", {"thing": "medan-gwangju", "property": "party", "value": "Atlantis"}),
        ("verifi", {}),
    )
    said = (
        'no argument "language"; did you mean "lang"?',
        '"fr" is no value of "lang"',
        'needs "thing"',
        '"parameters" of stored_query must be an object',
        'no parameter "agrement"; did you mean "agreement"?',
        "is not a stored query",
        "name two agreements",
        'not a known kind of thing; did you mean "city"?',
        '"the nineties" is not a time; write it as 1997',
        '"Atlantis" is not a known',
        'not a tool; did you mean "verify"?',
    )
    for result, words in zip(results, said, strict=True):
        assert result.is_error
        assert words in result.data["error"]
        assert result.data["error"].count("\n") == 0


def test_coordinates_and_links_are_not_given_to_the_article() -> None:
    place, link, described = _all(
        ("verify", {"thing": "medan", "property": "lat", "value": "3.58333"}),
        ("verify", {"thing": "medan", "property": "exactMatch", "value": "Q5972"}),
        ("describe", {"thing": "medan"}),
    )
    assert [source["id"] for source in place.data["supporting"][0]["sources"]] == ["geonames"]
    assert place.data["supporting"][0]["words"] == []
    assert link.data["supporting"][0]["sources"] == []
    assert "names no source" in link.text
    sources = {fact["property"]["id"]: fact["sources"] for fact in described.data["facts"]}
    assert sources["geo:lat"] == ["geonames"]
    assert sources["inState"] == ["rakhmadi"]


def test_a_list_of_the_stored_queries() -> None:
    [listed] = _all(("stored_query", {"lang": "id"}))
    queries = {query["name"]: query for query in listed.data["queries"]}
    assert queries["timeline"]["parameters"]["lang"] == {"takes": "word", "default": "en"}
    assert queries["evidence"]["question"].startswith("Petikan sumber mana")
    assert queries["evidence"]["description"].startswith("Kata-kata yang dikutip")
    assert "oecd/challenges" in queries


def test_the_sectors_of_an_agreement_are_those_of_what_is_done_under_it() -> None:
    economy, group, part, about, stored = _all(
        ("verify", {"thing": "surabaya-busan", "property": "in sector", "value": "economy"}),
        ("evidence", {"thing": "gwangju-students-medan-2012-students"}),
        ("find", {"text": "student exchange", "kind": "programme"}),
        ("verify", {"thing": "medan-students-gwangju", "property": "stay", "value": "1 week", "lang": "id"}),
        ("stored_query", {"name": "commemorations", "lang": "id"}),
    )
    assert economy.data["outcome"] == "supported"
    assert [side["record"]["id"] for side in economy.data["supporting"]] == ["claim-sectors-reached"]
    hedged = {side["record"]["id"]: side["assertion"] for side in economy.data["hedged"]}
    assert hedged["surabaya-technology-delegations"] == "hedged"
    assert {words["record"]["id"] for words in group.data["passages"]} == {"gwangju-students-medan-2012"}
    assert {match["match"] for match in part.data["matches"]} == {"part of name"}
    assert "medan-gwangju-student-exchange" in [match["id"] for match in part.data["matches"]]
    assert about.data["sourcesDisagree"] and "sekitar P7D" in about.text
    assert "Jalan Gwangju di Medan" in [row["commemorationLabel"] for row in stored.data["rows"]]
