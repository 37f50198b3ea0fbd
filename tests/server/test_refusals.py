"""What would make the server fetch or change something is refused before anything happens."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from support.running_server import Server, until

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Trap:
    """A listening port that counts who connects to it."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        self.visits = 0
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self._listener.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


@pytest.fixture
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.close()


def test_the_trap_works(trap: Trap) -> None:
    host, port = trap.address[7:-1].split(":")
    socket.create_connection((host, int(port))).close()
    assert until(lambda: trap.visits == 1)


SERVICE = [
    "SELECT * WHERE { SERVICE <{0}> { ?s ?p ?o } }",
    "SELECT * WHERE { SERVICE SILENT <{0}> { ?s ?p ?o } }",
    "SELECT * WHERE { service <{0}> { ?s ?p ?o } }",
    "SELECT * WHERE { {SELECT * WHERE { OPTIONAL { SERVICE<{0}>{ ?s ?p ?o } } } } }",
    "SELECT * WHERE { BIND(<{0}> AS ?g) SERVICE ?g { ?s ?p ?o } }",
    "PREFIX e: <{0}> SELECT * WHERE { SERVICE e: { ?s ?p ?o } }",
    "SELECT * WHERE { # a comment\n SERVICE # another\n <{0}> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <{0}> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <{0}> { ?s ?p ?o } }",
]
FROM = [
    "SELECT * FROM <{0}> WHERE { ?s ?p ?o }",
    "SELECT * FROM NAMED <{0}> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "select*from<{0}>{ ?s ?p ?o }",
    "SELECT * FROM # <http://example.org/plain>\n NAMED # x\n <{0}> WHERE { ?s ?p ?o }",
    "PREFIX e: <{0}> SELECT * FROM e: WHERE { ?s ?p ?o }",
    "PREFIX e: <{0}> SELECT * FROM e:a.b WHERE { ?s ?p ?o }",
    "BASE <{0}> SELECT * FROM <a> WHERE { ?s ?p ?o }",
    "SELECT * FROM <http://example.org/plain> FROM <{0}> WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <{0}> WHERE { ?s ?p ?o }",
    "DESCRIBE <http://example.org/a> FROM <{0}>",
    "ASK FROM <{0}> { ?s ?p ?o }",
]


@pytest.mark.parametrize(
    ("query", "reason"), [*((one, "SERVICE") for one in SERVICE), *((one, "fetches nothing") for one in FROM)]
)
def test_what_lies_elsewhere_is_refused(query: str, reason: str, graphs: Server, trap: Trap) -> None:
    answer = graphs.query(query.replace("{0}", trap.address), accept="*/*")
    assert (answer.status, trap.visits) == (403, 0)
    assert reason in answer.text


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_dataset_elsewhere_is_refused(name: str, graphs: Server, trap: Trap) -> None:
    answer = graphs.get("/sparql?" + urlencode({"query": "ASK { ?s ?p ?o }", name: trap.address}))
    assert (answer.status, trap.visits) == (403, 0)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE <http://e.org/> {}' AS ?x) WHERE {}",
        "SELECT ('''SERVICE \n <http://e.org/> {}''' AS ?x) WHERE {} # SERVICE <http://e.org/> {}",
        "SELECT * WHERE { ?SERVICE <http://example.org/SERVICE> ?service }",
        "PREFIX e: <http://e.org/> SELECT * WHERE { ?s e:SERVICE ?o }",
        "SELECT * FROM <http://example.org/plain> WHERE { ?s ?p ?o }",
        "PREFIX e: <http://example.org/> SELECT * FROM e:plain FROM NAMED e:other WHERE { ?s ?p ?o }",
        "SELECT ?from WHERE { ?from <http://example.org/FROM> 'FROM <http://e.org/>' } # FROM <http://e.org/>",
        "PREFIX FROM: <http://example.org/> SELECT * WHERE { ?s FROM:FROM ?o }",
    ],
)
def test_the_words_alone_are_not(query: str, graphs: Server) -> None:
    assert graphs.query(query).status == 200


UPDATES = [
    "LOAD <{0}>",
    "LOAD SILENT <{0}> INTO GRAPH <http://example.org/plain>",
    "INSERT DATA { <http://e.org/s> <http://e.org/p> 1 }",
    "DELETE DATA { <http://e.org/s> <http://e.org/p> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <http://example.org/plain> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <http://e.org/>",
    "COPY DEFAULT TO <http://e.org/>",
    "MOVE DEFAULT TO <http://e.org/>",
    "ADD DEFAULT TO <http://e.org/>",
    "PREFIX e: <http://e.org/> # x\n INSERT DATA { e:s e:p 1 }",
]


@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused(update: str, graphs: Server, trap: Trap) -> None:
    text = update.replace("{0}", trap.address)
    before = graphs.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows
    as_query = graphs.query(text)
    assert as_query.status == 400
    assert "would change the graph" in as_query.text
    assert graphs.send("POST", "/sparql", FORM, urlencode({"update": text})).status == 403
    assert graphs.send("POST", "/sparql", {"Content-Type": "application/sparql-update"}, text).status == 403
    assert graphs.send("PUT", "/sparql?default", {"Content-Type": "text/turtle"}, "<a:s> <a:p> 1 .").status == 405
    # Not from the cache: a comment makes it another query.
    assert graphs.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o }} # {len(text)}").rows == before
    assert trap.visits == 0


def test_a_context_elsewhere_is_not_fetched(trap: Trap, tmp_path_factory: pytest.TempPathFactory) -> None:
    from paradiplomacy.errors import UnreadableInput
    from paradiplomacy.server.store_folder import prepare

    folder = tmp_path_factory.mktemp("context")
    file = folder / "data.jsonld"
    file.write_text(f'{{"@context": "{trap.address}", "@id": "http://e.org/s", "p": 1}}', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="never fetched"):
        prepare(folder / "store", [file])
    assert trap.visits == 0
