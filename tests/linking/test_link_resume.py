"""A run that stopped goes on where it stopped, and processes wait for each other."""

from __future__ import annotations

import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.fault_server import Reply, Request, answering, good
from support.in_process import Run
from support.wikidata_world import World

from paradiplomacy.errors import EndpointError
from paradiplomacy.linking.wikidata.client import WikidataEndpoint, connect_to_wikidata
from paradiplomacy.linking.wikidata.items import fetch_items
from paradiplomacy.sparql.answer_cache import AnswerCache, unfinished


def many() -> World:
    """More items than one query asks for."""
    made = World()
    for number in range(1, 131):
        made.item(f"Q97{number:03}", {"en": f"Town {number}"}, "Q515")
    return made


def keeping(address: str, cache: AnswerCache) -> WikidataEndpoint:
    endpoint = connect_to_wikidata(address)
    endpoint.cache = cache
    return endpoint


def test_a_run_that_stops_goes_on_where_it_stopped(tmp_path: Path) -> None:
    ids = [f"Q97{number:03}" for number in range(1, 131)]
    known = many().store()
    with answering(lambda number, request: Reply(403) if number == 2 else good(known, request)) as server:
        with pytest.raises(EndpointError), unfinished(tmp_path) as shelf:
            fetch_items(keeping(server.url, shelf), ids)
        assert len(server.asked) == 3
        with unfinished(tmp_path) as shelf:
            kept = keeping(server.url, shelf)
            items = fetch_items(kept, ids)
        assert (kept.found, len(server.asked)) == (2, 5)
        assert [item.label for item in items.values()] == [f"Town {number}" for number in range(1, 131)]
        assert items == fetch_items(connect_to_wikidata(server.url), ids)
    assert not list(tmp_path.glob("*.json"))  # a run that ends well leaves nothing


def test_the_command_says_that_it_will_go_on(tmp_path: Path, run: Run) -> None:
    table = tmp_path / "towns.csv"
    table.write_text("town\n" + "".join(f"Town {number}\n" for number in range(1, 131)), encoding="utf-8")
    output = tmp_path / "rows.tsv"
    known = many().store()
    broken = [True]

    def script(number: int, request: Request) -> Reply:
        return Reply(403) if broken[0] and number == 6 else good(known, request)

    with answering(script) as server:
        words = ["link", "suggest", "--csv", table, "--column", "town", "--endpoint", server.url]
        words += ["--output", output, "--format", "csv"]
        status, out, err = run(*words)
        assert (status, out, output.exists()) == (2, "", False)
        assert "6 answers are kept for a day; the same command goes on from there." in err
        broken[0] = False
        before = len(server.asked)
        status, resumed, err = run(*words)
        assert status == 0
        assert "6 answers were kept from a run that stopped." in err
        rest = len(server.asked) - before
        assert run(*words)[:2] == (0, resumed)
        assert len(server.asked) - before - rest == rest + 6
        assert output.read_text(encoding="utf-8").count("\twikidata:Q97") == 130


def test_two_processes_ask_one_after_the_other(tmp_path: Path) -> None:
    known = ox.Store()

    def slow(number: int, request: Request) -> Reply:
        reply = good(known, request)
        reply.delay = 0.1
        return reply

    with answering(slow) as server:
        kept = [keeping(server.url, AnswerCache(tmp_path)) for _ in range(4)]
        threads = [
            threading.Thread(target=fetch_items, args=(endpoint, [f"Q{number}"]))
            for number, endpoint in enumerate(kept, 5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(server.asked), server.most_at_once) == (4, 1)
