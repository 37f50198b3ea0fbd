"""A claim is compared as the stored query ``sources-agree`` compares the sources with each other."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from paradiplomacy.agents.held import build
from paradiplomacy.agents.statements import QUESTIONS, Question, Statement
from paradiplomacy.agents.told import sources_of
from paradiplomacy.agents.values import Amount, Measure, Relation, claimed, relation, said
from paradiplomacy.errors import UsageError
from paradiplomacy.graph import Graph
from paradiplomacy.queries.stored import find
from paradiplomacy.rdf.facts import Node, objects
from paradiplomacy.rdf.namespaces import PARA, SKOS


def test_the_questions_are_those_of_the_query() -> None:
    found = re.findall(r'\(para:(\w+) id:question-(\w+) "(\w+)"\)', find("sources-agree").text)
    assert {name: (question, grade) for name, question, grade in found} == QUESTIONS


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph as the server holds it, each source in its named graph."""
    database = tmp_path_factory.mktemp("held") / "database"
    build(database)
    return Graph(ox.Store.read_only(str(database)))


def test_the_sources_of_each_side_are_as_many_as_the_query_counts(graph: Graph) -> None:
    """Of a number, the query counts as agreeing what can also be right, and we tell it apart as saying less."""
    asked = {question: name for name, (question, _) in QUESTIONS.items()} | {"beginning": "sinceYear"}
    rows = [row for row in graph.query("sources-agree") if row["literal"]]
    assert len(rows) > 60
    for row in rows:
        name = row["questionCode"].rpartition("question-")[2]
        question = Question(graph.store, "en", ox.NamedNode(row["thing"]), ox.NamedNode(PARA + asked[name]))
        told = [each for each in question.statements() if row["part"] in _roles(graph, each)]
        how = question.measure()
        own = {_amount(each, how) for each in told if _text(each) == str(row["literal"])}
        assert own, row
        for claim in own if len(own) == 1 else {it for it in own if row["value"].startswith(_WORDS[it.grade])}:
            sides: dict[Relation, set[Node]] = {"agrees": set(), "says less": set(), "other": set()}
            for each in told:
                sides[relation(claim, _amount(each, how), how)].update(sources_of(graph.store, each.record))
            less = sides["says less"] if how == "time" else set()
            agreeing = sides["agrees"] if how == "time" else sides["agrees"] | sides["says less"]
            counted = (len(agreeing), len(less), len(sides["other"]))
            assert counted == (row["agreeing"], row["coarser"], row["against"]), row


_WORDS = {"about": "about", "least": "at least", "exact": ""}


def _roles(graph: Graph, each: Statement) -> set[str]:
    """The labels of the roles of a group, by which the query keeps numbers of pupils and teachers apart."""
    roles = objects(graph.store, each.holder, PARA + "memberRole")
    labels = {
        label.object.value
        for role in roles
        for label in graph.store.quads_for_pattern(role, ox.NamedNode(SKOS + "prefLabel"), None)
        if isinstance(label.object, ox.Literal) and label.object.language == "en"
    }
    return labels or {"not applicable"}


def _text(each: Statement) -> str:
    assert isinstance(each.value, ox.Literal)
    return each.value.value


def _amount(each: Statement, how: Measure) -> Amount:
    return said(_text(each), how, each.grade)


@pytest.mark.parametrize(
    ("claim", "source", "grade", "how", "expected"),
    [
        ("1997", "1997-09-24", "exact", "time", "agrees"),
        ("September 1997", "1997-09-24", "exact", "time", "agrees"),
        ("1997년 9월 24일", "1997", "exact", "time", "says less"),
        ("1998", "1997-09-24", "exact", "time", "other"),
        ("1 week", "P7D", "about", "days", "agrees"),
        ("2 weeks", "P14D", "exact", "days", "agrees"),
        ("P1Y", "P1Y", "exact", "days", "agrees"),
        ("9 days", "P10D", "exact", "days", "other"),
        ("about 9 days", "P10D", "exact", "days", "agrees"),
        ("about 19", "20", "exact", "number", "agrees"),
        ("sekitar 10", "20", "exact", "number", "other"),
        ("70", "70", "least", "number", "agrees"),
        ("100", "70", "least", "number", "says less"),
        ("60", "70", "least", "number", "other"),
        ("at least 60", "70", "least", "number", "agrees"),
        ("at least 80", "70", "least", "number", "says less"),
        ("at least 80", "70", "exact", "number", "other"),
        ("1,2 km", "1.2", "exact", "kilometres", "agrees"),
        ("1,120 m", "1.12", "exact", "kilometres", "agrees"),
        ("1.12", "1.2", "exact", "kilometres", "other"),
        ("Juli", "--07", "exact", "month", "agrees"),
        ("jalan  MEDAN", "Jalan Medan", "exact", "text", "agrees"),
    ],
)
def test_a_claim_and_a_source(claim: str, source: str, grade: str, how: Measure, expected: Relation) -> None:
    assert relation(claimed(claim, how), said(source, how, grade), how) == expected


@pytest.mark.parametrize(
    ("text", "how"),
    [("soon", "time"), ("13/14/1997", "time"), ("many", "number"), ("long", "days"), ("Juni/Juli", "month")],
)
def test_what_cannot_be_read(text: str, how: Measure) -> None:
    with pytest.raises(UsageError, match="write it"):
        claimed(text, how)
