from __future__ import annotations

from io import BytesIO

import pytest

from paradiplomacy.server.respond import ReplyCache
from paradiplomacy.server.wire import Job, Reply


def job(text: str) -> Job:
    return Job("query", {"text": text})


GOOD = Reply(200, "text/csv", b"a\r\n")


def test_what_was_kept_is_found() -> None:
    cache = ReplyCache()
    cache.keep(job("ASK {}"), GOOD)
    assert cache.get(job("ASK {}")) is GOOD
    assert cache.get(job("ASK { }")) is None


REFUSALS = [Reply.refusal(400, "no"), Reply.refusal(503, "busy")]


@pytest.mark.parametrize("reply", [*REFUSALS, Reply(200, "a/b", file=BytesIO())])
def test_what_is_not_kept(reply: Reply) -> None:
    cache = ReplyCache()
    cache.keep(job("ASK {}"), reply)
    assert cache.get(job("ASK {}")) is None


@pytest.mark.parametrize("text", ["SELECT (NOW() AS ?t) {}", "SELECT (rand () AS ?t) {}", "SELECT(STRUUID()AS ?t){}"])
def test_what_changes_is_not_kept(text: str) -> None:
    cache = ReplyCache()
    cache.keep(job(text), GOOD)
    assert cache.get(job(text)) is None


def test_it_does_not_grow_and_drops_the_least_used() -> None:
    cache = ReplyCache(10_000)
    for number in range(1000):
        cache.keep(job(f"ASK {{ ?s ?p {number} }}"), GOOD)
        cache.get(job("ASK { ?s ?p 0 }"))
    assert cache.get(job("ASK { ?s ?p 0 }")) is GOOD
    assert cache.get(job("ASK { ?s ?p 999 }")) is GOOD
    assert cache.get(job("ASK { ?s ?p 1 }")) is None
    assert sum(cache.get(job(f"ASK {{ ?s ?p {number} }}")) is not None for number in range(1000)) < 6


def test_one_that_is_too_large_leaves_nothing_behind() -> None:
    cache = ReplyCache(10_000)
    cache.keep(job("ASK {}"), Reply(200, "a/b", b"x" * 20_000))
    assert cache.get(job("ASK {}")) is None
