"""A remote endpoint: how it asks, how patient it is, and what it says of every bad answer."""

from __future__ import annotations

import contextlib
import email.utils
import http.server
import itertools
import json
import socket
import time
import tracemalloc
import urllib.parse
import urllib.request
from collections.abc import Callable

import pytest
from support.scripted_server import JSON, ONE_ROW, Reply, ScriptedServer

from paradiplomacy import __version__
from paradiplomacy.errors import EndpointError, UnreadableInput, UsageError
from paradiplomacy.sparql import http_client
from paradiplomacy.sparql.http_client import Client
from paradiplomacy.sparql.remote import Remote

ALL = "SELECT * WHERE { ?s ?p ?o }"
TRUE = b'{"head":{},"boolean":true}'


def remote(server: ScriptedServer, waits: list[float] | None = None, timeout: float = 5) -> Remote:
    """The server as an endpoint; the seconds that it would wait go into ``waits`` instead."""
    sleep = (waits if waits is not None else []).append
    return Remote(server.url, client=Client(server.url, timeout=timeout, sleep=sleep))


def refusal(*replies: Reply, ask: Callable[[Remote], object] = lambda endpoint: endpoint.select(ALL)) -> str:
    """The sentence with which an endpoint with these replies is refused."""
    with ScriptedServer(*replies) as server, pytest.raises(EndpointError) as caught:
        ask(remote(server))
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_it_says_who_asks_and_wants_json() -> None:
    with ScriptedServer() as server:
        answer = remote(server).select(ALL)
    assert list(answer) == [{"n": "1"}]
    [asked] = server.asked
    assert asked.method == "GET"
    assert asked.headers["User-Agent"].startswith(f"paradiplomacy/{__version__} (")
    assert asked.headers["Accept"].startswith(JSON)
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(asked.path).query) == {"query": [ALL]}


def test_the_contact_is_given_or_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARADIPLOMACY_CONTACT", "office@example.org")
    assert http_client.user_agent().endswith("(office@example.org)")
    assert http_client.user_agent("me@example.org").endswith("(me@example.org)")
    with pytest.raises(UsageError, match="plain ASCII on one line"):
        http_client.user_agent("me\r\nX-Evil: yes")


def test_a_long_query_goes_by_post_and_keeps_the_parameters_of_the_address() -> None:
    long = f"{ALL} # {'x' * 3000}"
    with ScriptedServer() as server:
        endpoint = Remote(server.url + "?key=1", graphs=["urn:a", "urn:b"], client=Client(server.url))
        endpoint.select(long)
    [asked] = server.asked
    assert asked.method == "POST"
    sent = urllib.parse.parse_qs(asked.body.decode())
    assert sent == {"query": [long], "key": ["1"], "default-graph-uri": ["urn:a", "urn:b"]}


def test_a_byte_order_mark_is_not_sent() -> None:
    with ScriptedServer(Reply(body=TRUE, type=JSON), Reply()) as server:
        remote(server).ask("\ufeffASK {}")
        remote(server).update("\ufeffDROP ALL")
    assert "EF%BB%BF" not in repr(server.asked).upper()


def test_a_word_of_an_update_in_a_comment_changes_nothing() -> None:
    with ScriptedServer() as server:
        remote(server).select(f"PREFIX load: <urn:insert> # DELETE\n{ALL}")
    assert server.asked[0].method == "GET"


@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_as_long_as_a_busy_server_asks(status: int) -> None:
    then = email.utils.formatdate(time.time() + 30, usegmt=True)
    waits: list[float] = []
    with ScriptedServer(
        Reply(status, b"", headers={"Retry-After": "7"}), Reply(status, b"", headers={"Retry-After": then}), Reply()
    ) as server:
        assert len(remote(server, waits).select(ALL)) == 1
    assert waits[0] == 7
    assert 25 < waits[1] <= 30
    assert len(server.asked) == 3


def test_without_a_wish_of_the_server_the_waits_grow_and_differ() -> None:
    waits: list[float] = []
    with ScriptedServer(Reply(503, b"")) as server:
        for _ in range(8):
            with pytest.raises(EndpointError, match=r"too busy \(503\) after 3 tries"):
                remote(server, waits).select(ALL)
    first, second = waits[::2], waits[1::2]
    assert all(0.5 <= wait <= 1.5 for wait in first)
    assert all(1 <= wait <= 3 for wait in second)
    assert len(set(first)) > 1
    assert len(server.asked) == 24


def test_a_wait_that_is_too_long_is_told_instead() -> None:
    assert "asks to wait 3600 s" in refusal(Reply(503, b"", headers={"Retry-After": "3600"}))


@pytest.mark.parametrize("header", ["soon", "", "-5", "99999999999999999999999"])
def test_a_senseless_wish_is_no_reason_to_fail_badly(header: str) -> None:
    assert "too busy" in refusal(Reply(503, b"", headers={"Retry-After": header}))


def test_a_broken_connection_is_tried_again_for_a_query_only() -> None:
    def hang_up(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    with ScriptedServer(Reply(write=hang_up), Reply()) as server:
        assert len(remote(server).select(ALL)) == 1
    with ScriptedServer(Reply(write=hang_up), Reply()) as server:
        with pytest.raises(EndpointError, match="broke the connection"):
            remote(server).update("DELETE WHERE { ?s ?p ?o }")
        assert len(server.asked) == 1


def test_a_web_page_is_no_answer() -> None:
    page = Reply(body=b"<!doctype html><p>Hello</p>", type="text/html; charset=utf-8")
    assert "answered with a web page instead of SPARQL results" in refusal(page)
    construct = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert "web page instead of triples" in refusal(page, ask=lambda endpoint: endpoint.construct(construct))
    assert "web page" in refusal(page, ask=lambda endpoint: endpoint.ask("ASK { }"))


@pytest.mark.parametrize("type", ["text/plain", "", "application/octet-stream"])
def test_an_answer_of_another_form_is_refused(type: str) -> None:
    assert "instead of SPARQL results" in refusal(Reply(body=b"Please set a user-agent", type=type))


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(401, b"no"), "wants a user; give --user"),
        (Reply(403, b"go away"), "refuses this (403): go away. The user may lack the right"),
        (Reply(404, b""), "does not exist (404)"),
        (Reply(400, b"no such function"), "refused this (400): no such function"),
        (Reply(500, b"out of memory\nat line 3"), "failed (500): out of memory at line 3"),
        (Reply(500, b"<html>trace</html>", type="text/html"), "failed (500); it does not say why."),
        (Reply(500, b"\x1b[31mred\x1b[0m \xff"), "failed (500): [31mred"),
        (Reply(307, b"", headers={"Location": "/sparql"}), "in a circle (307)"),
        (Reply(302, b"", headers={"Location": "file:///etc/passwd"}), "(302)"),
    ],
)
def test_each_refusal_has_its_sentence(reply: Reply, words: str) -> None:
    sentence = refusal(reply)
    assert words in sentence
    assert "\x1b" not in sentence


def test_an_update_is_never_sent_on_to_another_address() -> None:
    moved = Reply(302, b"", headers={"Location": "http://127.0.0.1:1/elsewhere"})
    sentence = refusal(moved, ask=lambda endpoint: endpoint.update("CLEAR ALL"))
    assert "has moved to http://127.0.0.1:1/elsewhere; use that address" in sentence


def test_a_server_that_is_not_there_is_told_as_such_at_each_try() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/sparql"
        said: list[str] = []
        client = Client(address, say=said.append, sleep=lambda seconds: None)
        with pytest.raises(EndpointError, match="no server listens there"):
            Remote(address, client=client).select(ALL)
    assert len(said) == 2
    assert all("cannot be reached; trying again in" in line for line in said)


def test_a_host_without_an_address() -> None:
    with pytest.raises(EndpointError, match=r"nowhere\.invalid/sparql cannot be reached \(.*\); check the address"):
        Remote("http://nowhere.invalid/sparql").select(ALL)


def test_a_silent_server_is_given_up() -> None:
    def wait(handler: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(1.5)

    with ScriptedServer(Reply(write=wait)) as server, pytest.raises(EndpointError, match=r"not answer within 0\.3 s"):
        remote(server, timeout=0.3).select(ALL)
    assert len(server.asked) == 1


@pytest.mark.parametrize("cut", [1, 20, 40, len(ONE_ROW) - 1])
def test_an_answer_that_breaks_off(cut: int) -> None:
    promised = refusal(Reply(body=ONE_ROW[:cut], length=len(ONE_ROW)))
    assert "bytes too early" in promised or "broke the connection" in promised
    assert "breaks off or cannot be read" in refusal(Reply(body=ONE_ROW[:cut]))


def test_triples_that_break_off_between_two_lines() -> None:
    body = b'<urn:a> <urn:b> "1" .\n'
    reply = Reply(body=body, type="application/n-triples", length=2 * len(body))
    assert "bytes too early" in refusal(reply, ask=lambda endpoint: endpoint.construct("CONSTRUCT WHERE {?s ?p ?o}"))


def test_an_answer_that_the_server_cut_is_not_used() -> None:
    assert "cut its answer at 10 rows" in refusal(Reply(headers={"X-SPARQL-MaxRows": "10"}))
    assert "cut its answer at 10 rows" in refusal(Reply(headers={"X-Max-Rows": "10", "X-Truncated": "true"}))
    assert "ran out of its time" in refusal(Reply(headers={"X-SQL-State": "S1TAT"}))
    with ScriptedServer(Reply(headers={"X-Max-Rows": "10", "X-Truncated": "false"})) as server:
        assert len(remote(server).select(ALL)) == 1


def test_a_large_answer_is_read_row_by_row() -> None:
    row = b'{"n":{"type":"literal","value":"' + b"x" * 900 + b'"}}'

    def write(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        start = b'{"head":{"vars":["n"]},"results":{"bindings":['
        for piece in itertools.chain([start + row], itertools.repeat(b"," + row, 39_999), [b"]}}", b""]):
            handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")

    with ScriptedServer(Reply(write=write)) as server:
        tracemalloc.start()
        with remote(server).rows(ALL) as rows:
            count = sum(1 for _ in rows)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 40_000
    assert peak < 5_000_000  # of 37 MB


def test_blank_nodes_of_virtuoso_have_names_at_every_cut_of_the_pieces() -> None:
    cell = '{ "type": "bnode", "value": "nodeID://b%d" }'
    text = '{"head":{"vars":["n"]},"results":{"bindings":[%s]}}'
    cells = ", ".join('{ "n": ' + cell % number + " }" for number in range(5000))
    with ScriptedServer(Reply(body=(text % cells).encode())) as server:
        rows = remote(server).select(ALL).rows
    assert [str(row[0]) for row in rows] == [f"_:b{number}" for number in range(5000)]


def test_a_literal_that_looks_like_such_a_node_stays() -> None:
    told = '"bnode", "value": "nodeID://b1'
    body = {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": told}}]}}
    with ScriptedServer(Reply(body=json.dumps(body).encode())) as server:
        assert list(remote(server).select(ALL)) == [{"n": told}]


def test_ask_reads_a_truth_and_what_virtuoso_sends_instead() -> None:
    row = '{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[{"__ASK_RETVAL":{"type":"literal","value":"%d"}}]}}'
    with ScriptedServer(
        Reply(body=TRUE), Reply(body=(row % 1).encode()), Reply(body=(row % 0).encode()), Reply()
    ) as server:
        assert [bool(remote(server).ask("ASK { }")) for _ in range(3)] == [True, True, False]
        with pytest.raises(UsageError, match="not an ASK"):
            remote(server).ask("ASK { }")


def test_a_broken_query_is_blamed_by_line_and_column() -> None:
    with ScriptedServer(Reply(400, b"bad")) as server, pytest.raises(UnreadableInput, match="line 2, column 8"):
        remote(server).select("SELECT * WHERE {\n?s ?p }")


def test_what_is_no_query_is_not_sent() -> None:
    with ScriptedServer() as server:
        for text in ("CLEAR ALL", "", "hello"):
            with pytest.raises(UsageError):
                remote(server).query(text)
        with pytest.raises(UsageError, match="not an update"):
            remote(server).update(ALL)
    assert not server.asked


def test_the_password_goes_to_the_server_that_asks_and_to_no_other() -> None:
    challenge = Reply(401, b"", headers={"WWW-Authenticate": 'Basic realm="twins"'})
    with (
        ScriptedServer(Reply()) as other,
        ScriptedServer(challenge, Reply(302, b"", headers={"Location": other.url})) as server,
    ):
        endpoint = Remote(server.url, client=Client(server.url, "ana", "secret"))
        endpoint.select(ALL)
    assert "Authorization" not in server.asked[0].headers
    assert server.asked[1].headers["Authorization"].startswith("Basic ")
    assert "Authorization" not in other.asked[0].headers


@pytest.mark.parametrize(
    ("challenge", "words"),
    [
        ("Negotiate", "wants a way of signing in that is not Basic or Digest"),
        ('Digest realm="twins", nonce=', "sent a header that cannot be read"),
        ('Digest realm="twins", non', "sent a header that cannot be read"),
        ("Digest", "sent a header that cannot be read"),
        ('Digest realm="twins", nonce="n", algorithm=X-9', ""),
        ("Basic", "does not accept this user and password"),
        ("Basic realm=twins", "does not accept this user and password"),
        ("", "wants a way of signing in"),
    ],
)
def test_every_wish_to_sign_in_ends_in_a_sentence(challenge: str, words: str) -> None:
    with ScriptedServer(Reply(401, b"", headers={"WWW-Authenticate": challenge})) as server:
        endpoint = Remote(server.url, client=Client(server.url, "ana", "secret", sleep=lambda seconds: None))
        with pytest.raises(EndpointError) as caught:
            endpoint.select(ALL)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/x", "not an http or https address"),
        ("file:///etc/passwd", "not an http or https address"),
        ("example.org/sparql", "not an http or https address"),
        ("http://example.org/a b", "not an http or https address"),
        ("http://[::1/sparql", "not an address"),
        ("http://example.org:99999/", "not an address"),
    ],
)
def test_addresses_that_cannot_be(address: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Remote(address)


def test_a_password_in_the_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(UsageError, match="Leave user and password out of the address") as caught:
        Remote("https://ana:hunter2@example.org/sparql")
    assert "hunter2" not in str(caught.value)


def test_the_opener_that_a_program_installed_stays_and_is_not_used() -> None:
    before = urllib.request.build_opener()
    urllib.request.install_opener(before)
    try:
        with ScriptedServer() as server, ScriptedServer(Reply(404, b"")) as other:
            assert len(remote(server).select(ALL)) == 1
            with pytest.raises(EndpointError):
                remote(other).select(ALL)
            assert urllib.request.urlopen(server.url).status == 200
        assert vars(urllib.request)["_opener"] is before
    finally:
        urllib.request.install_opener(None)
    assert [asked.headers["User-Agent"].partition("/")[0] for asked in server.asked] == [
        "paradiplomacy",
        "Python-urllib",
    ]


@pytest.mark.parametrize("part", ["status", "headers", "body"])
def test_a_server_that_sends_byte_by_byte_is_given_up_after_the_timeout(part: str) -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Type: " + JSON.encode() + b"\r\nConnection: close\r\n\r\n" + ONE_ROW
    start = {"status": 0, "headers": 20, "body": whole.index(b"\r\n\r\n") + 4}[part]
    sent = 0

    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        nonlocal sent
        with contextlib.suppress(OSError):
            handler.wfile.write(whole[:start])
            for byte in itertools.islice(itertools.chain(whole[start:], itertools.repeat(32)), 400):
                handler.wfile.write(bytes([byte]))
                sent += 1
                time.sleep(0.02)

    with ScriptedServer(Reply(write=drip)) as server, pytest.raises(EndpointError, match=r"(within|for) 0\.5 s"):
        remote(server, timeout=0.5).select(ALL)
    assert 2 <= sent < 200


def test_a_slow_answer_that_keeps_its_pace_is_read_to_its_end() -> None:
    rows = b",".join([b'{"n":{"type":"literal","value":"%0200d"}}' % n for n in range(30)])
    body = b'{"head":{"vars":["n"]},"results":{"bindings":[' + rows + b"]}}"

    def trickle(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n\r\n" % JSON.encode())
        for piece in range(0, len(body), 400):
            handler.wfile.write(body[piece : piece + 400])
            time.sleep(0.1)

    with ScriptedServer(Reply(write=trickle)) as server:
        assert len(remote(server, timeout=1).select(ALL)) == 30
