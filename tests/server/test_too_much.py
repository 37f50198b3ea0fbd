"""Queries, headers and bodies that are too long, too deep or no HTTP at all."""

from __future__ import annotations

import time
from contextlib import suppress
from http.client import HTTPResponse

import pytest
from support.running_server import Server, until

DIRECT = {"Content-Type": "application/sparql-query"}


def test_a_query_of_ten_megabytes(graphs: Server) -> None:
    before = graphs.memory()
    answer = graphs.send("POST", "/sparql", DIRECT, b"ASK { ?s ?p '" + b"a" * 10_000_000 + b"' }")
    assert answer.status == 413
    assert graphs.send("POST", "/sparql", DIRECT, b"# " + b"a" * 900_000 + b"\nASK {}").status == 200
    assert until(lambda: graphs.memory() < before + 60_000)


def test_a_body_without_end(graphs: Server) -> None:
    with graphs.connect() as client:
        head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        client.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
        sent = 0
        try:
            while sent < 200_000_000:
                client.sendall(chunk)
                sent += 65536
        except OSError:
            pass
        assert sent < 100_000_000


CHUNKED = (
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@pytest.mark.parametrize(
    "body",
    [
        b"ZZ\r\nASK {}\r\n0\r\n\r\n",
        b"-6\r\nASK {}\r\n0\r\n\r\n",
        b"3\r\nASK {}\r\n0\r\n\r\n",
        b"6\nASK {}\n0\n\n",
        b"6\r\nASK {}\r\n0\r\n" + b"X-Trailer: a\r\n" * 80_000 + b"\r\n",
        b"6\r\nASK {}\r\n0\r\nno trailer\r\n\r\n",
    ],
    ids=["no-number", "negative", "too-short", "line-feeds", "trailers", "bad-trailer"],
)
@pytest.mark.parametrize("pause", [0, 0.2])
def test_broken_chunks_are_refused_with_a_reason(body: bytes, pause: float, graphs: Server) -> None:
    with graphs.connect() as client:
        client.sendall(CHUNKED)
        time.sleep(pause)
        with suppress(OSError):  # the server does not take all of it
            client.sendall(body)
        client.settimeout(10)
        answer = b""
        with suppress(OSError):
            while part := client.recv(65_536):
                answer += part
    assert answer.startswith(b"HTTP/1.1 400 "), answer
    assert answer.count(b"HTTP/1.1") == 1
    assert b"not a well-formed HTTP request" in answer


@pytest.mark.parametrize("length", ["1000001", "99999999999999999999"])
def test_a_length_over_the_limit_is_refused_before_the_body_comes(length: str, graphs: Server) -> None:
    with graphs.connect() as client:
        head = "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
        client.sendall(f"{head}Content-Length: {length}\r\n\r\nASK".encode())
        assert client.recv(4096).startswith(b"HTTP/1.1 413 ")  # who waits for the body answers 408


def test_after_a_refused_body_the_connection_goes_on(graphs: Server) -> None:
    with graphs.connect() as client:
        head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
        client.sendall(head + b"Content-Length: 2000000\r\n\r\n" + b"a" * 2_000_000)
        refusal = HTTPResponse(client)
        refusal.begin()
        assert (refusal.status, refusal.read()) == (413, b"The query is longer than 1000000 bytes.\n")
        client.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        assert client.recv(65_536).startswith(b"HTTP/1.1 200 ")


def test_a_request_that_says_its_length_in_two_ways_is_refused(graphs: Server) -> None:
    """A proxy that believes the other length would take what follows for a request of another client."""
    with graphs.connect() as client:
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 5\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n"
        )
        client.settimeout(10)
        answer = b""
        while part := client.recv(65_536):
            answer += part
    assert answer.count(b"HTTP/1.1") == 1
    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Bomb: " + b"a" * 10_000_000, b"431"),
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + b"X-Bomb: a\r\n" * 500_000, b"431"),
        (b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Bomb: " + b"a" * 100_000 + b"\r\n\r\n", b"431"),
        (b"GET /sparql?query=" + b"a" * 10_000_000, b"414"),
        (b"not http at all\r\n\r\n", b"400"),
        (b"GET /health HTTP/1.1\r\n\r\n", b"400"),
        (b"GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"400"),
        (b"GET /health HTTP/1.1\r\nHost: <script>\r\n\r\n", b"400"),
        (b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"400"),
    ],
    ids=["one", "many", "whole", "address", "noise", "no-host", "two-hosts", "bad-host", "two-lengths"],
)
def test_heads_that_are_refused(head: bytes, status: bytes, graphs: Server) -> None:
    before = graphs.memory()
    with graphs.connect() as client:
        with suppress(OSError):  # the server does not take all of it
            client.sendall(head)
        answer = client.recv(4096)
    assert answer.split(b" ", 2)[1] == status
    assert b"nosniff" in answer
    assert b"<script" not in answer
    assert until(lambda: graphs.memory() < before + 60_000)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE " + "{" * 100_000,
        "SELECT * WHERE { ?s ?p ?o FILTER(" + "(" * 400_000,
        "SELECT (" + "!" * 500_000 + "1 AS ?x) {}",
        "SELECT * WHERE { ?s " + "^" * 500_000 + "<a:b> ?o }",
        "ASK { " + "?s ?p ?o . " * 20_000 + "}",
        '"' * 500_001,
        "'''" * 200_000,
        "FROM " * 100_000,
    ],
    ids=["braces", "parentheses", "negations", "inverses", "patterns", "quotes", "long-quotes", "from"],
)
def test_queries_that_would_break_a_parser(query: str, impatient: Server) -> None:
    """Whatever becomes of them, they are answered and the next one finds the server at work."""
    assert impatient.send("POST", "/sparql", DIRECT, query).status in (200, 400, 503)
    assert impatient.query(f"ASK {{}} # {time.monotonic_ns()}").json["boolean"] is True
