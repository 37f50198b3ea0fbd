"""What a server can do wrong while links are checked or sought: it is waited out or told, and nothing is half done."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from support.fault_server import JSON, Reply, Request, answering, good
from support.in_process import Run
from support.wikidata_world import World, world

from paradiplomacy.errors import EndpointError
from paradiplomacy.graph import load
from paradiplomacy.linking.check import LinkCheck, check_links
from paradiplomacy.linking.wikidata.client import WikidataClient, WikidataEndpoint
from paradiplomacy.linking.wikidata.items import items_by_name
from paradiplomacy.linking.wikidata.search import Search
from paradiplomacy.linking.wikidata.statements import statements
from paradiplomacy.names.spellings import Spelling
from paradiplomacy.sparql.answer_cache import unfinished
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.version import __version__

Script = Callable[[int, Request], Reply]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The items that a good server knows."""
    return world().store()


def faulty(store: ox.Store, *faults: Reply) -> Script:
    """A server that first commits ``faults`` and then answers well."""
    return lambda number, request: faults[number] if number < len(faults) else good(store, request)


def patient(server: answering, timeout: float = 60.0) -> tuple[Endpoint, list[float]]:
    """The endpoint of ``server``, and the list of how long it was waited for."""
    waits: list[float] = []
    return WikidataEndpoint(WikidataClient(server.url, timeout=timeout, sleep=waits.append)), waits


def checked(endpoint: Endpoint) -> list[LinkCheck]:
    return check_links(endpoint, load().store)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({}, 60.0),
    ],
)
def test_a_busy_server_is_given_the_time_it_asks_for_else_a_minute(
    store: ox.Store, headers: dict[str, str], wait: float
) -> None:
    with answering(faulty(store, Reply(429, b"", headers))) as server:
        endpoint, waits = patient(server)
        assert not any(row.is_wrong for row in checked(endpoint))
    assert waits == [wait]
    assert server.most_at_once == 1


def test_a_failure_that_passes_is_waited_out(store: ox.Store) -> None:
    with answering(faulty(store, Reply(500))) as server:
        endpoint, waits = patient(server)
        assert len(checked(endpoint)) == 20
    assert len(waits) == 1


def rows(*bindings: object) -> bytes:
    """An answer to the question what an item is."""
    return json.dumps({"head": {"vars": ["item", "key", "value"]}, "results": {"bindings": bindings}}).encode()


CUT = rows({})
LABEL_OF_ANOTHER = {
    "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q42"},
    "key": {"type": "literal", "value": "label"},
    "value": {"type": "literal", "value": "Medan", "xml:lang": "en"},
}
FAULTS = {
    "403": (Reply(403), r"refuses this \(403\).*--contact"),
    "500 for ever": (Reply(500), r"failed \(500\)"),
    "429 for too long": (Reply(429, b"", {"Retry-After": "3600"}), r"asks to wait 3600 s; try again then"),
    "a timeout": (Reply(200, b"{}", JSON, delay=2.0), r"did not answer within 0\.3 s"),
    "JSON that is cut off": (Reply(200, CUT, JSON, cut=9), r"too early|broke the connection|breaks off"),
    "JSON that does not end": (Reply(200, CUT[:-9], JSON), r"breaks off or cannot be read"),
    "JSON of something else": (Reply(200, b'{"boolean": true}', JSON), r"answered a SELECT with a truth value"),
    "a web page": (Reply(200, b"<html>Hello</html>", {"Content-Type": "text/html"}), r"answered with a web page"),
    "a redirect loop": (Reply(302, b"", {"Location": "{address}"}), r"sends its callers in a circle"),
    "other variables": (
        Reply(200, b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}', JSON),
        r"answers with the variables x, but",
    ),
    "another item": (
        Reply(200, rows(LABEL_OF_ANOTHER), JSON),
        r"answers for http://www\.wikidata\.org/entity/Q42, which was not asked for",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_one_sentence_and_nothing_is_printed_or_written(
    fault: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paradiplomacy.commands.link.connect_to_wikidata", hasty)
    reply, sentence = FAULTS[fault]
    output = tmp_path / "rows.tsv"
    with answering(lambda number, request: reply) as server:
        for words in (["check"], ["diff"], ["export", "--output", str(output)], ["suggest", "--output", str(output)]):
            status, out, err = run("link", *words, "--endpoint", server.url)
            assert (status, out) == (2, ""), words
            assert err.splitlines()[-1].startswith("paradiplomacy: ")
            assert "Traceback" not in err
            assert words != ["check"] or re.search(sentence, err.splitlines()[-1])
    assert not output.exists()
    assert not list(tmp_path.rglob("*.part"))


def hasty(address: str, contact: str | None = None, say: Callable[[str], None] = print) -> Endpoint:
    """The endpoint at ``address``, with a short timeout and no pause between tries."""
    return WikidataEndpoint(WikidataClient(address, contact, 0.3, say, lambda seconds: None))


def changing(store: ox.Store, change: Callable[[dict[str, Any]], None]) -> Script:
    """A good server, but ``change`` is done to each row of its answers."""

    def script(number: int, request: Request) -> Reply:
        found = json.loads(good(store, request).body)
        for row in found["results"]["bindings"]:
            change(row)
        return Reply(200, json.dumps(found).encode(), JSON)

    return script


def test_an_answer_for_another_name_is_refused(store: ox.Store) -> None:
    with answering(changing(store, lambda row: row["name"].update(value="Elsewhere"))) as server:
        endpoint, _ = patient(server)
        with pytest.raises(EndpointError, match='answers for the name "Elsewhere"@en, which was not asked for'):
            items_by_name(endpoint, [Spelling("en", "Medan")])


def test_a_name_with_a_code_in_it_is_not_asked_for(store: ox.Store) -> None:
    with answering(faulty(store)) as server:
        endpoint, _ = patient(server)
        names = ["Medan", "Me\\u0022dan", "Me\\U00000022dan"]
        assert list(items_by_name(endpoint, [Spelling("en", name) for name in names])) == [Spelling("en", "Medan")]
    (request,) = server.asked
    assert "0022" not in request.text


def test_an_answer_for_another_pair_is_refused(store: ox.Store) -> None:
    def swap(row: dict[str, Any]) -> None:
        row["other"] = {"type": "uri", "value": "http://www.wikidata.org/entity/Q41283"}

    with answering(changing(store, swap)) as server:
        endpoint, _ = patient(server)
        pairs = [("Q11462", "Q16520"), ("Q5972", "Q41283")]
        with pytest.raises(EndpointError, match="answers for Q11462 and Q41283, which were not asked for"):
            statements(endpoint, pairs)


@pytest.mark.parametrize("words", [["check"], ["diff"], ["export"], ["suggest", "kesawan"]])
@pytest.mark.parametrize("fault", ["another item", "other variables"])
def test_a_wrong_answer_is_not_kept_for_the_next_run(
    fault: str, words: list[str], store: ox.Store, cache: Path, run: Run
) -> None:
    with answering(faulty(store, FAULTS[fault][0])) as server:
        command = ("link", *words, "--endpoint", server.url, "--format", "csv")
        status, _, err = run(*command)
        assert status == 2
        assert "are kept for a day" not in err
        assert not list(cache.rglob("*.json"))
        status, out, _ = run(*command)
        assert status == 0
        assert out.count("\n") > 1


@pytest.mark.parametrize("words", [["check"], ["diff"], ["export"]])
def test_an_endpoint_with_something_else_than_our_items_is_told_and_not_believed(
    words: list[str], cache: Path, run: Run
) -> None:
    articles = World()
    articles.item("Q100000001", {"en": "An article"}, "Q13442814")
    with answering(faulty(articles.store())) as server:
        status, out, err = run("link", *words, "--endpoint", server.url)
    assert (status, out) == (2, "")
    assert "knows none of the items asked for (Q" in err
    assert not list(cache.rglob("*.json"))


HTML = {"Content-Type": "text/html"}
API = {"Content-Type": "application/json"}
SEARCH_FAULTS = {
    "a web page": (Reply(200, b"<html></html>", HTML), "answered with a web page instead of search results"),
    "JSON that does not end": (Reply(200, b'{"search": [', API), "instead of search results"),
    "an error": (
        Reply(200, b'{"error": {"code": "x", "info": "Too many\\nrequests"}}', API),
        "Wikidata's search refuses: Too many requests",
    ),
    "no hits at all": (Reply(200, b'{"success": 1}', API), "instead of search results"),
    "another name": (
        Reply(200, b'{"searchinfo": {"search": "Kota Medan"}, "search": [{"id": "Q5972"}]}', API),
        'search answers for "Kota Medan", but "Medan" was asked for',
    ),
    "403": (Reply(403), r"refuses this \(403\)"),
}


@pytest.mark.parametrize("fault", SEARCH_FAULTS)
def test_a_fault_of_the_search_is_told(fault: str) -> None:
    reply, sentence = SEARCH_FAULTS[fault]
    with answering(lambda number, request: reply) as server, pytest.raises(EndpointError, match=sentence):
        Search(WikidataClient(server.url)).find("Medan", "id")


def test_the_search_waits_and_is_asked_once_for_a_name(tmp_path: Path) -> None:
    hit = {"id": "Q5972", "label": "Medan", "match": {"text": "Kota Medan"}}
    good_reply = Reply(200, json.dumps({"search": [hit]}).encode(), API)
    waits: list[float] = []
    faults = [Reply(429, b"", {"Retry-After": "3"}), Reply(500), good_reply]
    with answering(lambda number, request: faults[min(number, 2)]) as server, unfinished(tmp_path) as shelf:
        search = Search(WikidataClient(server.url, "ana@example.org", sleep=waits.append), shelf)
        assert search.find("Kota Mdan", "id") == [("Q5972", "Kota Medan")]
        assert search.find("Kota Mdan", "id") == [("Q5972", "Kota Medan")]
    assert waits[0] == 3.0
    assert len(server.asked) == 3
    assert server.asked[0].agent == f"paradiplomacy/{__version__} (ana@example.org)"
    assert "language=id" in server.asked[0].text


def test_the_name_of_an_endpoint_hides_its_query_string() -> None:
    named = [WikidataEndpoint(WikidataClient(f"http://127.0.0.1:1/sparql?key={key}")).identity for key in ("a", "b")]
    assert all(re.fullmatch(r"http://127\.0\.0\.1:1/sparql\?[0-9a-f]{8}", name) for name in named)
    assert named[0] != named[1]
