from __future__ import annotations

import pytest

from paradiplomacy.sparql.dataset_clause import graphs_asked_for


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", []),
        ("SELECT * FROM <a:b> FROM NAMED <c:d> {}", ["a:b", "c:d"]),
        ("SELECT*FROM<a:b>FROMNAMED<c:d>{}", ["a:b", "c:d"]),
        ("BASE <http://e.org/x/> SELECT * FROM <../y> {}", ["http://e.org/y"]),
        ("PREFIX : <http://e.org/> ASK FROM :a {}", ["http://e.org/a"]),
        ("PREFIX e: <http://e.org/> ASK FROM e:a\\,b%20c {}", ["http://e.org/a,b%20c"]),
        ("BASE <http://e.org/> PREFIX e: <f/> ASK FROM e:a {}", ["http://e.org/f/a"]),
        ("ASK FROM <http://e.org/\\u0061> {}", ["http://e.org/a"]),
        ("ASK FROM # <c:d>\r<a:b> {}", ["a:b"]),
        ("CONSTRUCT { ?s <FROM> 'FROM <a:b>' } FROM <c:d> WHERE {}", ["c:d"]),
        ("SELECT (?from AS ?x) { ?s ?FROM <a:b> }", []),
        ("DESCRIBE <x:y> FROM <a:b>", ["a:b"]),
        ("PREFIX e: <http://e.org/> DESCRIBE e:FROM FROM e:x", ["http://e.org/x"]),
        ("ASK FROM undeclared:x {}", []),
        ("ASK FROM", []),
        ("ASK FROM <http://e.org/\\UFFFFFFFF> {}", ["http://e.org/\ufffd"]),
    ],
)
def test_graphs_asked_for(query: str, graphs: list[str]) -> None:
    assert graphs_asked_for(query) == graphs
