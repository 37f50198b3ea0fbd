"""The self-assessment as data, in the Data Quality Vocabulary of W3C, and as a table of ``docs/quality.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import DCTERMS, ONTOLOGY, PREFIXES, RDFS, ROOT, SKOS, XSD
from paradiplomacy.rdf.read import read_text
from paradiplomacy.rdf.write import turtle, write_whole
from paradiplomacy.release import home
from paradiplomacy.validation.quality import FAILED, NOT_YET, NOTHING, PASSED, SOURCES, WAIVED, Result, assess

#: The name of the file in a release.
FILE = "quality.ttl"
#: What stands before and after the table in ``docs/quality.md``.
BEGIN, END = "<!-- made by python -m paradiplomacy.publishing.quality -->\n", "<!-- end of the table -->\n"
DQV = "http://www.w3.org/ns/dqv#"
_OWN = ROOT + "quality#"
_STATES = (PASSED, WAIVED, FAILED, NOTHING, NOT_YET)


def describe(results: Iterable[Result], version: str) -> str:
    """The results as canonical Turtle: a metric for each rule, and a measurement for each that looked at something.

    The value of a measurement is the number of nodes that break the rule and are not waived; 0 is good.
    """
    quads = []

    def say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        quads.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value))

    def text(value: str) -> ox.Literal:
        return ox.Literal(value, language="en")

    for source, title in SOURCES.items():
        say(_OWN + source, TYPE.value, ox.NamedNode(DQV + "Dimension"))
        say(_OWN + source, SKOS + "prefLabel", text(title))
    for result in results:
        metric, rule = _OWN + result.rule.name, result.rule
        say(metric, TYPE.value, ox.NamedNode(DQV + "Metric"))
        say(metric, SKOS + "prefLabel", text(rule.origin))
        say(metric, SKOS + "definition", text(rule.summary))
        say(metric, DQV + "inDimension", ox.NamedNode(_OWN + rule.source))
        say(metric, DQV + "expectedDataType", ox.NamedNode(XSD + "integer"))
        if result.state in (NOTHING, NOT_YET):
            say(metric, SKOS + "note", text(f"{result.state}: {rule.reason or 'there is nothing to look at'}"))
            continue
        measured = f"{metric}-{version}"
        say(measured, TYPE.value, ox.NamedNode(DQV + "QualityMeasurement"))
        say(measured, DQV + "isMeasurementOf", ox.NamedNode(metric))
        say(measured, DQV + "computedOn", ox.NamedNode(ONTOLOGY))
        say(measured, DQV + "value", ox.Literal(str(len(result.wrong)), datatype=ox.NamedNode(XSD + "integer")))
        say(measured, RDFS + "comment", text(f"{result.state}; {_number(result.looked_at)} looked at"))
        for node in result.wrong:
            say(measured, DCTERMS + "description", text(f"not kept: {node}"))
        for node, reason in result.waived.items():
            say(measured, DCTERMS + "description", text(f"waived: {node}: {reason}"))
    return turtle(quads, {"dqv": DQV, "quality": _OWN, "skos": PREFIXES["skos"]})


def summary(results: Iterable[Result]) -> str:
    """How many rules are in which state, as one line.

    >>> summary([])
    '0 rules'
    """
    counts = Counter(result.state for result in results)
    told = ", ".join(f"{counts[state]} {state}" for state in _STATES if counts[state])
    return f"{counts.total()} rules{': ' * bool(told)}{told}"


def table(results: list[Result]) -> str:
    """The section of ``docs/quality.md`` below its heading, in Markdown."""
    lines = [f"{summary(results)}.", ""]
    for source, title in SOURCES.items():
        own = [result for result in results if result.rule.source == source]
        lines += [f"### {title}", "", f"{summary(own)}.", "", "| rule | what it asks | state | looked at |"]
        lines += ["|---|---|---|---|", *map(_row, own), ""]
    lines += ["### Waived", "", "| rule | node | why |", "|---|---|---|"]
    for result in results:
        reasons = Counter(result.waived.values())
        for reason, number in reasons.items():
            nodes = [f"`{node}`" for node, own in result.waived.items() if own == reason]
            shown = ", ".join(nodes) if number < 12 else f"all {number}"
            lines.append(f"| `{result.rule.name}` | {shown} | {reason} |")
    return "\n".join(lines) + "\n"


def _row(result: Result) -> str:
    why = f": {result.rule.reason}" if result.rule.reason else ""
    wrong = f": {', '.join(result.wrong)}" if result.wrong else ""
    looked_at = "" if result.state == NOT_YET else str(result.looked_at)
    return f"| `{result.rule.name}` | {result.rule.summary} | {result.state}{why}{wrong} | {looked_at} |"


def _number(number: int) -> str:
    return f"{number} node{'s' * (number != 1)}"


def current(text: str, results: list[Result]) -> str:
    """The ``text`` of ``docs/quality.md`` with its table made new.

    >>> current(f"before{BEGIN}old{END}after", []).startswith(f"before{BEGIN}0 rules.")
    True
    """
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table(results)}{END}{after}"


if __name__ == "__main__":
    file = home() / "docs" / "quality.md"
    write_whole(file, current(read_text(file), assess()))
