"""Our result writers against the engine's own readers and writers."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from paradiplomacy.errors import NotRdf11
from paradiplomacy.sparql.writers import WRITERS, Row, truth

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
VARIABLES = ["a", "b"]
TERMS: list[ox.NamedNode | ox.Literal | ox.BlankNode | None] = [
    None,
    ox.NamedNode("http://e.org/é?a=1&b=2"),
    ox.BlankNode("b0"),
    ox.Literal(""),
    ox.Literal("plain"),
    ox.Literal('a,"quoted",\ttab\nline\r\ncarriage \\ backslash'),
    ox.Literal("<b>&amp;]]></b>"),
    ox.Literal("알다", language="ko"),
    ox.Literal(70),
    ox.Literal("1997-04-23", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    ox.Literal("}},{"),
    ox.Literal("\U0001f38f"),
]
ROWS: list[Row] = [(term, other) for term in TERMS for other in (None, ox.Literal("x"))]


def written(form: str, rows: list[Row]) -> str:
    writer = WRITERS[form](VARIABLES)
    return writer.start + writer.between.join(writer.row(row) for row in rows) + writer.end


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_back(form: str) -> None:
    solutions = ox.parse_query_results(written(form, ROWS), format=FORMATS[form])
    assert isinstance(solutions, ox.QuerySolutions)
    assert [variable.value for variable in solutions.variables] == VARIABLES
    found = [tuple(solution) for solution in solutions]
    # The parser may give a blank node another name.
    shown = [tuple("_" if isinstance(term, ox.BlankNode) else term for term in row) for row in ROWS]
    assert [tuple("_" if isinstance(term, ox.BlankNode) else term for term in row) for row in found] == shown


@pytest.mark.parametrize("form", [*FORMATS, "csv"])
def test_no_rows(form: str) -> None:
    text = written(form, [])
    if form == "csv":
        assert text == "a,b\r\n"
    else:
        solutions = ox.parse_query_results(text, format=FORMATS[form])
        assert isinstance(solutions, ox.QuerySolutions)
        assert list(solutions) == []


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize("value", [True, False])
def test_the_truth_of_an_ask_is_read_back(value: bool, form: str) -> None:
    found = ox.parse_query_results(truth(value, form), format=FORMATS[form])
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found) is value


def test_csv_is_as_the_engine_writes_it() -> None:
    query = 'SELECT ?a ?b { VALUES (?a ?b) { ("x,\\"y\\"\\n" <http://e.org/>) (UNDEF 1) ("é"@id true) ("" "\\r") } }'
    result = ox.Store().query(query)
    assert isinstance(result, ox.QuerySolutions)
    rows: list[Row] = [tuple(solution) for solution in result]
    again = ox.Store().query(query)
    assert isinstance(again, ox.QuerySolutions)
    assert written("csv", rows).encode() == again.serialize(format=ox.QueryResultsFormat.CSV)


def test_csv_is_read_back() -> None:
    import csv
    import io

    cells = list(csv.reader(io.StringIO(written("csv", ROWS), newline="")))
    assert len(cells) == len(ROWS) + 1
    assert cells[11][0] == 'a,"quoted",\ttab\nline\r\ncarriage \\ backslash'


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_base_direction_is_refused_where_it_would_be_lost(form: str) -> None:
    directed = ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL)
    with pytest.raises(NotRdf11, match='the text "x" with a base direction'):
        WRITERS[form](["a"]).row([directed])
    assert "--rtl" in WRITERS["tsv"](["a"]).row([directed])


def test_what_xml_cannot_hold() -> None:
    import xml.etree.ElementTree as Tree

    text = written("xml", [(ox.Literal("a\x01b\x0c"), None)])
    literal = Tree.fromstring(text).find(".//{http://www.w3.org/2005/sparql-results#}literal")
    assert literal is not None
    assert literal.text == "a\ufffdb\ufffd"
