from __future__ import annotations

import builtins
import json
from io import BytesIO, StringIO
from typing import Any

import pyoxigraph as ox
import pytest

from paradiplomacy import Answer, Graph, UsageError
from paradiplomacy.rdf.namespaces import ID, XSD
from paradiplomacy.sparql.answer import from_result, plain

VALUES = """
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?thing ?text ?number { VALUES (?thing ?text ?number) {
  (id:alda "a, \\"b\\" | c\\nd"@en 70)
  (<https://example.org/x> "P7D"^^xsd:duration UNDEF)
} }
"""


@pytest.fixture
def answer(tiny_graph: Graph) -> Answer:
    return tiny_graph.query(VALUES)


def raw(query: str) -> ox.QuerySolutions:
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


def test_rows_as_dictionaries_with_pythons_own_values(answer: Answer) -> None:
    assert len(answer) == 2
    assert answer.variables == ["thing", "text", "number"]
    assert list(answer) == [
        {"thing": ID + "alda", "text": 'a, "b" | c\nd', "number": 70},
        {"thing": "https://example.org/x", "text": "P7D", "number": None},
    ]


def test_csv_is_byte_for_byte_that_of_the_engine(answer: Answer) -> None:
    expected = raw(VALUES).serialize(format=ox.QueryResultsFormat.CSV)
    assert answer.to_csv().encode("utf-8") == expected
    assert answer.to_csv().startswith("thing,text,number\r\n")


def test_json_is_read_back_by_the_engine_as_the_same_rows(answer: Answer) -> None:
    again = ox.parse_query_results(BytesIO(answer.to_json().encode("utf-8")), format=ox.QueryResultsFormat.JSON)
    assert isinstance(again, ox.QuerySolutions)
    assert [tuple(row) for row in again] == [tuple(row) for row in answer.rows]
    expected = raw(VALUES).serialize(format=ox.QueryResultsFormat.JSON)
    assert json.loads(answer.to_json()) == json.loads(expected or b"")


def test_markdown_has_short_names_and_one_line_per_row(answer: Answer) -> None:
    assert answer.to_markdown().splitlines() == [
        "| thing | text | number |",
        "| --- | --- | --- |",
        '| alda | a, "b" \\| c<br>d | 70 |',
        "| https://example.org/x | P7D |  |",
    ]


def test_table_has_short_names(answer: Answer) -> None:
    assert answer.to_table().splitlines()[2].startswith("alda  ")
    assert str(answer) == answer.to_table()


def test_turtle_of_a_select_is_refused(answer: Answer) -> None:
    with pytest.raises(UsageError, match="Only the answer of a CONSTRUCT or DESCRIBE"):
        answer.to_turtle()
    with pytest.raises(UsageError, match="xml is not a format"):
        answer.write("xml")


@pytest.mark.parametrize("truth", [True, False])
def test_ask(tiny_graph: Graph, truth: bool) -> None:
    answer = tiny_graph.query("ASK { }" if truth else "ASK { FILTER(false) }")
    word = str(truth).lower()
    assert bool(answer) is truth
    assert answer.to_csv() == f"answer\r\n{word}\r\n"
    assert json.loads(answer.to_json()) == {"head": {}, "boolean": truth}
    assert answer.to_table().split()[-1] == word


def test_construct_gives_triples_once_in_a_fixed_order(tiny_graph: Graph) -> None:
    query = "CONSTRUCT { ?a a para:Thing } WHERE { ?a para:party ?p }"
    answer = tiny_graph.query(query)
    assert answer.kind == "triples"
    assert [row["s"] for row in answer] == [ID + "alda-brimo", ID + "alda-corva"]
    assert answer.to_csv().splitlines()[0] == "s,p,o"
    text = answer.to_turtle()
    assert "@prefix id:" in text
    assert "@prefix sh:" not in text
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == 2


def test_describe(tiny_graph: Graph) -> None:
    assert "id:norland a para:State" in tiny_graph.query("DESCRIBE id:norland").to_turtle()


def test_truth_of_an_answer_is_whether_it_has_rows() -> None:
    assert not Answer(["a"], [], "select")
    assert from_result(raw("SELECT (1 AS ?a) {}"))


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (ox.Literal("1.5", datatype=ox.NamedNode(XSD + "decimal")), 1.5),
        (ox.Literal(True), True),
        (ox.Literal("0", datatype=ox.NamedNode(XSD + "boolean")), False),
        (ox.Literal("seven", datatype=ox.NamedNode(XSD + "integer")), "seven"),
        (ox.Literal("1997", datatype=ox.NamedNode(XSD + "gYear")), "1997"),
        (ox.BlankNode("b"), "_:b"),
        (None, None),
    ],
)
def test_plain(literal: Any, value: object) -> None:
    assert plain(literal) == value
    assert type(plain(literal)) is type(value)


def test_pandas(answer: Answer) -> None:
    pandas = pytest.importorskip("pandas")
    frame = answer.to_pandas()
    assert list(frame.columns) == answer.variables
    assert frame.loc[0, "number"] == 70
    assert pandas.read_csv(StringIO(answer.to_csv())).shape == frame.shape


def test_without_pandas_the_error_says_what_to_install(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: Any, **named: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(UsageError, match="pip install pandas"):
        answer.to_pandas()
