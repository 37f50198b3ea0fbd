from __future__ import annotations

import contextlib

import pyoxigraph as ox
import pytest

from paradiplomacy.sparql.text import refusal, split_at_parameters, tokens

HIDDEN = [
    '"?_a"',
    "'?_a'",
    '"\\"?_a"',
    "'\\\\\\'?_a'",
    '"""x " ?_a "" \n ?_a"""',
    "'''?_a ' ''\n'''",
    "<https://example.org/?_a>",
    "<https://example.org/#?_a>",
    "# ?_a <\n",
    "# don't \"\n",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_parameter_in_a_string_comment_or_iri_is_none(hidden: str) -> None:
    assert split_at_parameters(f"ASK {{ {hidden} ?_b ?c }}") == [f"ASK {{ {hidden} ", "_b", " ?c }"]
    assert not any("?_a" in token.text for token in tokens(f"ASK {{ {hidden} }}") if token.kind == "variable")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ASK { ?_a ?b $_c_iri }", ["_a", "_c_iri"]),
        ("ASK { FILTER(?x<?_a&&?y>?_b) }", ["_b"]),  # <?_a&&?y> is an IRI to every parser
        ("ASK { FILTER(?x < ?_a && ?y > ?_b) }", ["_a", "_b"]),
        ("ASK { FILTER(?x<?_a) }", ["_a"]),
        ("ASK { ex:a\\#b ?p ?_a }", ["_a"]),
        ("ASK { ?s ?p 'open ?_a }", ["_a"]),
        ("ASK { ?s ?p 'open\n ?_a '  }", ["_a"]),
        ("ASK { ?s ?p '' . ?s ?p ?_a }", ["_a"]),
        ("ASK { ?_é ?p ?_a1_b }", ["_é", "_a1_b"]),
        ("ASK {} #?_a", []),
        ("", []),
    ],
)
def test_parameters(query: str, names: list[str]) -> None:
    pieces = split_at_parameters(query)
    assert pieces[1::2] == names
    marked = [piece if index % 2 == 0 else "?" + piece for index, piece in enumerate(pieces)]
    assert "".join(marked).replace("?", "$") == query.replace("?", "$")


SERVICE = [
    "SELECT * { SERVICE <http://127.0.0.1/x> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1/x> { ?s ?p ?o } }",
    "PREFIX e:<http://127.0.0.1/> SELECT*{SERVICEe:a{?s ?p ?o}}",
    "PREFIX :<http://127.0.0.1/> SELECT*{SERVICE:a{?s ?p ?o}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{SERVICESILENTe:a{?s ?p ?o}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{?s ?p e:.SERVICE e:a{?s ?p ?o}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{?s ?p 'a'@en.SERVICE e:a{?s ?p ?o}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{?s ?p trueSERVICE e:a{?s ?p ?o}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{?s ?p ?o.SERVICE e:a{?s ?p ?o}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{?s ?p <e:\\u0041#>.SERVICE e:a{?s ?p ?o}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{FILTER(1<2)SERVICE ?v {?s ?p ?o FILTER(2>1)}}",
    "PREFIX e:<http://127.0.0.1/> SELECT*{?s ?p 'É'\n.SERVICE e:a{?s ?p ?o}}",
]


@pytest.mark.parametrize("query", SERVICE)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    assert "fetches nothing" in (refusal(query) or "")
    # The engine does take each of them for a query, so without the refusal it would run.
    with contextlib.suppress(OSError):
        ox.Store().query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p $SERVICE }",
        "SELECT ?s { ?s e:service ?o ; e:a-service ?o ; e:x.service ?o ; :service ?o }",
        "SELECT ?s { ?s ?p 'SERVICE <x> {}' } # SERVICE",
        "SELECT ?s { ?s <https://example.org/service> ?o }",
    ],
)
def test_the_word_service_alone_is_no_reason(query: str) -> None:
    assert refusal(query) is None


def test_a_local_name_service_cannot_be_the_keyword() -> None:
    query = "PREFIX e:<http://127.0.0.1/> SELECT*{?s ?p e:SERVICE e:a{?s ?p ?o}}"
    assert refusal(query) is None
    with pytest.raises(SyntaxError):
        ox.Store().query(query)


def test_the_line_of_service_is_named() -> None:
    assert (refusal('SELECT * {\n?s ?p "\u0130" .\n SERVICE <x:y> {} }') or "").startswith("line 3:")


def test_a_query_that_would_overrun_the_stack_is_refused() -> None:
    assert "too deeply" in (refusal("ASK " + "{" * 2000 + "}" * 2000) or "")
    for sign in (
        "!",
        "[ <urn:p> ",
        "?s ?p ?o . ",
        "?p ?o ; ",
        "1 || ",
        "1 + ",
        "1-",
        "<urn:p> / ",
        "<urn:p> | ",
        "<< ?s ?p ",
    ):
        assert "too deeply" in (refusal("ASK {" + sign * 20_000) or ""), sign
    assert refusal("ASK { FILTER(?x = '" + "!" * 20_000 + "') }") is None
    assert "too deeply" in (refusal("ASK { FILTER" + "(" * 9000 + "1" + ")" * 9000 + "}") or "")
