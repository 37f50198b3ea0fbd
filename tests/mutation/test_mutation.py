"""The mutants: each operator makes its change, and what the page of the scores says holds for a sample."""

from __future__ import annotations

import csv

import pyoxigraph as ox
import pytest
from mutation.families import FAMILIES
from mutation.python import changes_of
from mutation.report import PAGE, looked_at_lines, section, with_section
from mutation.run import EQUIVALENT, equivalents, score
from mutation.sparql import changes
from mutation.triples import changes as triple_changes

QUERY = """PREFIX e: <urn:e> SELECT DISTINCT (COUNT(?b) AS ?n) WHERE {
  ?a a e:X ; e:p ?b .
  { ?a e:q "en" . } UNION { ?a e:r 4 . } UNION { ?a e:s "word" . }
  OPTIONAL { ?a e:t ?c . FILTER(?c < 3 && BOUND(?b)) }
  FILTER NOT EXISTS { ?a e:u ?d . }
  MINUS { ?a e:v ?d . }
  VALUES ?a { e:y }
  BIND(COALESCE(?c, ?b) AS ?f)
  FILTER(?f IN (e:w) || !BOUND(?c))
} GROUP BY ?a ORDER BY ?a DESC(?n)"""


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("drop triple", "a e:X ;", ""),
        ("drop triple", "; e:p ?b", ""),
        ("drop triple", '?a e:q "en" .', ""),
        ("drop UNION branch", '{ ?a e:q "en" . } UNION', ""),
        ("drop UNION branch", "UNION { ?a e:r 4 . }", ""),
        ("drop UNION branch", 'UNION { ?a e:s "word" . }', ""),
        ("drop OPTIONAL", "OPTIONAL { ?a e:t ?c . FILTER(?c < 3 && BOUND(?b)) }", ""),
        ("OPTIONAL → required", "OPTIONAL", ""),
        ("drop FILTER", "FILTER(?c < 3 && BOUND(?b))", ""),
        ("drop FILTER", "FILTER NOT EXISTS { ?a e:u ?d . }", ""),
        ("drop MINUS", "MINUS { ?a e:v ?d . }", ""),
        ("drop VALUES", "VALUES ?a { e:y }", ""),
        ("drop BIND", "BIND(COALESCE(?c, ?b) AS ?f)", ""),
        ("drop argument", "?c,", ""),
        ("drop argument", ", ?b", ""),
        ("other IRI", "e:X", "e:Xx"),
        ("other language", '"en"', '"id"'),
        ("other text", '"word"', '"wordx"'),
        ("other number", "4", "5"),
        ("other operator", "<", "<="),
        ("other operator", "&&", "||"),
        ("other operator", "||", "&&"),
        ("other aggregate", "COUNT", "SAMPLE"),
        ("drop DISTINCT", "DISTINCT", ""),
        ("turn BOUND", "BOUND", "!BOUND"),
        ("turn BOUND", "!", ""),
        ("turn EXISTS", "NOT EXISTS", "EXISTS"),
        ("turn IN", "IN", "NOT IN"),
        ("drop ORDER BY", "ORDER BY ?a DESC(?n)", ""),
        ("drop order key", "?a", ""),
        ("drop order key", "DESC(?n)", ""),
    ],
)
def test_a_change_of_a_query(kind: str, old: str, new: str) -> None:
    found = [(change.kind, QUERY[change.start : change.end], change.text) for change in changes(QUERY)]
    assert (kind, old, new) in found


def test_a_changed_query_is_mostly_a_query() -> None:
    broken = 0
    for change in changes(QUERY):
        try:
            ox.Store().query(change.of(QUERY))
        except SyntaxError:
            broken += 1
    assert broken <= 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("if a == 1:\n    b()", "if (a != 1):\n    b()"),
        ("if a == 1:\n    b()", "if a == 2:\n    b()"),
        ("if a == 1:\n    b()", "if not (a == 1):\n    b()"),
        ("if a == 1:\n    b()", "if a == 1:\n    pass"),
        ("x = 'é' + y(not a)", "x = ('é' - y(not a))"),
        ("x = 'é' + y(not a)", "x = 'é' + y((a))"),
        ("x = 'é' + y(not a)", "x = 'éx' + y(not a)"),
        ("def f() -> int:\n    return g()", "def f() -> int:\n    return None"),
        ("[a for a in b if c]", "[a for a in b if True]"),
        ("a = True", "a = False"),
    ],
)
def test_a_change_of_python(old: str, new: str) -> None:
    assert new in [change.of(old) for change in changes_of(old)]


def test_what_does_not_run_is_not_changed() -> None:
    assert changes_of('"""Text."""\nimport a\ndef f(x: "int" = None) -> "str":\n    """Text."""\n') == []


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ('"1997-12-31"^^<http://www.w3.org/2001/XMLSchema#date>', "1998-01-01"),
        ('"1997"^^<http://www.w3.org/2001/XMLSchema#gYear>', "1998"),
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', "false"),
        ('"word"@en', "wordx"),
        ('"word"', "wordx"),
    ],
)
def test_a_change_of_a_triple(value: str, near: str) -> None:
    quads = list(ox.parse(f"<urn:a> <urn:p> {value} .".encode(), format=ox.RdfFormat.N_TRIPLES))
    drop, replace = triple_changes(quads, 1)
    assert (drop.kind, replace.kind) == ("drop", "replace")
    assert replace.come is not None
    assert replace.come.object.value == near  # type: ignore[union-attr]


#: How many of each family a sample tries, and how many of 100 must be noticed at least. None of the vocabulary and of
#: Python, which are judged by running tests.
SAMPLE = {"shapes": (15, 97), "queries": (60, 88), "checks": (40, 97), "data": (30, 85)}


@pytest.mark.slow
@pytest.mark.parametrize("family", SAMPLE)
def test_a_sample_is_noticed(family: str) -> None:
    """The same sample each time, so that a test that no longer bites, or a clause that nothing needs, is seen."""
    size, least = SAMPLE[family]
    found = score(FAMILIES[family], size)
    tried = found.killed + len(found.survivors)
    assert tried > size / 3
    assert found.percent >= least, [mutant.change for mutant in found.survivors]


def test_the_page_says_how_many_nodes_each_rule_looked_at() -> None:
    assert looked_at_lines() in PAGE.read_text(encoding="utf-8")


def test_a_section_of_the_page_is_written_in_its_place() -> None:
    page = "# Quality\n\n## Mutation scores\n\nOld.\n\n## Self-assessment\n\nText.\n"
    written = with_section("Mutation scores", "New.", page)
    assert section("Mutation scores", written).strip() == "New."
    assert written.endswith("## Self-assessment\n\nText.\n")


def test_every_excuse_is_of_a_mutant_and_has_a_reason() -> None:
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        names = {row["family"] for row in csv.DictReader(file)}
    assert names
    for name in names:
        mutants = FAMILIES[name].mutants()
        for excuse in equivalents(name):
            assert any(map(excuse.of, mutants)), f"{excuse.file}: {excuse.change} is no mutant"
            assert len(excuse.reason.split()) >= 4
