"""The stored queries as calls, and the OpenAPI document that describes them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from support.running_server import Server

from paradiplomacy.graph import load
from paradiplomacy.queries.stored import stored_queries
from paradiplomacy.release import home

EXPECTED = sorted((home() / "queries" / "expected").glob("*.csv"))


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_a_call_gives_what_the_command_gives(query: object, server: Server) -> None:
    from paradiplomacy.queries.stored import StoredQuery

    assert isinstance(query, StoredQuery)
    answer = load().query(query)
    as_csv = server.get(f"/queries/{query.name}", "text/csv")
    assert (as_csv.status, as_csv.type) == (200, "text/csv")
    assert as_csv.body.decode() == answer.to_csv()
    as_json = server.get(f"/queries/{query.name}")
    assert as_json.type == "application/json"
    assert len(as_json.rows) == len(answer)
    assert as_json.headers["x-rows"] == str(len(answer))
    assert server.get(f"/queries/{query.name}.csv").body == as_csv.body
    assert server.get(f"/queries/{query.name}.rq").text == query.text


def test_parameters(server: Server) -> None:
    everything = server.get("/queries/instruments").rows
    one = server.get("/queries/instruments?agreement=medan-gwangju").rows
    assert 0 < len(one) < len(everything)
    label = server.get(f"/queries/instruments?agreement={quote('Medan-Gwangju sister-city cooperation')}").rows
    assert label == one
    iri = server.get(f"/queries/instruments?agreement={quote('https://w3id.org/paradiplomacy/id/medan-gwangju')}")
    assert iri.rows == one
    assert server.get("/queries/instruments?lang=id").rows != everything


@pytest.mark.parametrize(
    ("target", "status", "words"),
    [
        ("instruments?agreemnt=medan-gwangju", 400, '"agreement"'),
        ("instruments?agreement=medan-gwanju", 404, '"medan-gwangju"'),
        ("instruments?value_integer=300", 400, "value_integer"),
        ("instruments?_agreement_iri=medan", 400, "_agreement_iri"),
        ("instruments?lang=xx", 400, "xx"),
        ("instruments?lang=en&lang=id", 400, "twice"),
        ("instruments?lang=", 400, "needs a text"),
        ("instruments?agreement=", 400, "needs a text"),
        ("instrumens", 404, '"instruments"'),
        ("instruments?lang=%zz", 400, "hexadecimal"),
    ],
)
def test_mistakes_are_answered_with_the_nearest_names(target: str, status: int, words: str, server: Server) -> None:
    answer = server.get(f"/queries/{target}")
    assert answer.status == status
    assert words in answer.text


@pytest.mark.parametrize(
    "value",
    ['en" . ?s ?p ?o . #', "en') } #", "x> . ?s ?p ?o . <y", "\\u0022", "en\n} #", "medan-gwangju> <b"],
)
@pytest.mark.parametrize("name", ["lang", "agreement"])
def test_a_value_cannot_become_part_of_the_query(name: str, value: str, server: Server) -> None:
    assert server.get(f"/queries/instruments?{name}={quote(value)}").status in (400, 404)


def test_the_list(server: Server) -> None:
    listed = server.get("/queries/").json["queries"]
    assert [entry["name"] for entry in listed] == [query.name for query in stored_queries()]
    assert all(entry["summary"]["en"] for entry in listed)
    assert server.get(listed[0]["url"].removeprefix(server.base)).status == 200
    assert server.get("/queries/", "text/html").status == 303
    page = server.get("/en/queries/index.html").text
    assert all(f'href="{entry["name"]}.html"' in page for entry in listed)


def test_the_openapi_document_is_valid_and_complete(server: Server) -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    document = server.get("/openapi.json").json
    assert document["openapi"].startswith("3.1")
    validator.validate(document)
    assert set(document["paths"]) == {"/reconcile", *(f"/queries/{query.name}" for query in stored_queries())}
    assert document["servers"] == [{"url": server.base}]
    parameters = document["paths"]["/queries/instruments"]["get"]["parameters"]
    assert [parameter["name"] for parameter in parameters] == list(
        next(query for query in stored_queries() if query.name == "instruments").parameters
    )
    agreement = next(parameter for parameter in parameters if parameter["name"] == "agreement")
    assert "medan-gwangju" in agreement["schema"]["enum"]


@pytest.mark.slow
def test_schemathesis_finds_nothing(server: Server, tmp_path: Path) -> None:
    """One query for each large set of parameters; ``PARADIPLOMACY_LONG=1`` tries all and ten times as many calls."""
    command = shutil.which("schemathesis", path=str(Path(sys.executable).parent)) or shutil.which("schemathesis")
    if command is None:
        pytest.skip("schemathesis is not installed")
    long = bool(os.environ.get("PARADIPLOMACY_LONG"))
    # One code answers all queries; what differs between them is which parameters they take.
    alike = {frozenset(query.parameters): query.name for query in stored_queries()}
    large = [name for taken, name in alike.items() if not any(taken < other for other in alike)]
    tried = [query.name for query in stored_queries()] if long else large
    assert len({name for query in stored_queries() if query.name in tried for name in query.parameters}) > 6
    examples = "50" if long else "5"
    words = ["run", f"{server.base}/openapi.json", "--seed", "1", "--max-examples", examples, "--no-color"]
    words += ["--request-timeout", "60"]  # on a busy machine a worker may take long to start
    # Not /reconcile: its parameters are JSON of a shape that another API fixes; tests/server/reconciliation does that.
    words += [word for name in tried for word in ("--include-path", f"/queries/{name}")]
    done = subprocess.run(
        [command, *words, "--phases", "examples,coverage,fuzzing"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    # Each operation was tried; a run that looked at none would also find nothing.
    assert f"Tested: {len(tried)}" in done.stdout
