"""The self-assessment: rules of FOOPS!, OOPS!, ROBOT and SEMIC, asked of the vocabulary, the data and the shapes.

A rule is a query of ``queries/quality/`` whose name is the rule's id. What stands above its line ``MARK`` gives each
``?node`` that is looked at, and what stands below keeps those that are wrong; so no row means that the rule is kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import DataError, UnreadableInput, quoted, suggestion
from paradiplomacy.queries.stored import StoredQuery, read
from paradiplomacy.rdf.facts import Value, lexical
from paradiplomacy.rdf.namespaces import ONTOLOGY, ROOT, prefixed
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.rdf.refused import xml_error
from paradiplomacy.release import home, named_graphs, shapes_file
from paradiplomacy.sparql.broken_query import run_query

MARK = "  # Of these, wrong are those:\n"
#: Where the rules come from, by the beginning of their ids.
SOURCES = {
    "foops": "FOOPS!, tests of a file for findable, accessible, interoperable and reusable vocabularies",
    "oops": "OOPS!, pitfalls of vocabularies",
    "robot": "ROBOT report, hygiene of vocabularies",
    "semic": "SEMIC style guide of the European Union",
}
PASSED, FAILED, WAIVED, NOTHING, NOT_YET = "kept", "not kept", "waived", "not applicable", "not yet"
_SHAPES = ROOT + "shapes"
_EVERY = "*"


@dataclass(frozen=True)
class Rule:
    """A rule: its id, what it checks, whose it is, and why it is not checked where it is not."""

    name: str
    summary: str
    origin: str
    reason: str = ""

    @property
    def source(self) -> str:
        """The key of ``SOURCES`` that it belongs to."""
        return self.name.partition("-")[0]


@dataclass(frozen=True)
class Result:
    """How many nodes a rule looked at, and which were wrong: those that are waived, with the reason, and the others."""

    rule: Rule
    looked_at: int = 0
    wrong: list[str] = field(default_factory=list)
    waived: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Whether the rule is kept; one that looked at nothing is not."""
        if self.rule.reason:
            return NOT_YET
        if self.wrong:
            return FAILED
        return WAIVED if self.waived else PASSED if self.looked_at else NOTHING


def assess(root: Path | None = None) -> list[Result]:
    """What each rule says of the project in the folder ``root``, its own unless given, in the order of their ids.

    Raises DataError for a waiver of what no rule reports, UnreadableInput for a broken rule or table.
    """
    top = root or home()
    folder = top / "queries" / "quality"
    store = store_of(top)
    waivers = folder / "waivers.csv"
    given = _table(waivers, ("rule", "node", "reason"))
    found = [
        *(_judged(rule, *_asked(query, store), given) for rule, query in _rules(folder)),
        *(_judged(rule, *function(store), given) for rule, function in FUNCTIONS),
        *(Result(Rule(*row)) for row in _table(folder / "not-yet.csv", ("rule", "summary", "origin", "reason"))),
    ]
    used = {
        (result.rule.name, node) for result in found for node in [*result.waived, *([_EVERY] * bool(result.waived))]
    }
    for number, (rule, node, _) in enumerate(given, 2):
        if (rule, node) not in used:
            names = {result.rule.name for result in found}
            hint = "delete the line." if rule in names else suggestion(rule, names)
            raise DataError(f"{waivers}, line {number}: {quoted(rule)} does not report {quoted(node)}; {hint}")
    return sorted(found, key=lambda result: result.rule.name)


def store_of(top: Path) -> ox.Store:
    """The graph of the release with its named graphs, and the shapes in a graph of their own."""
    store = ox.Store()
    for name, files in {**named_graphs(top), _SHAPES: [shapes_file(top)]}.items():
        places: list[ox.NamedNode | ox.DefaultGraph] = [ox.NamedNode(name)]
        places += [ox.DefaultGraph()] if name != _SHAPES else []
        store.extend(
            [ox.Quad(it.subject, it.predicate, it.object, place) for it in load_store(files) for place in places]
        )
    return store


def judge(name: str, store: ox.Store, root: Path | None = None) -> Result:
    """What the rule called ``name`` says of ``store``, without waivers. Raises KeyError for a rule that is none."""
    asked = {
        rule.name: (rule, _asked(query, store))
        for rule, query in _rules((root or home()) / "queries" / "quality", name)
    }
    asked |= {rule.name: (rule, function(store)) for rule, function in FUNCTIONS if rule.name == name}
    rule, told = asked[name]
    return _judged(rule, *told, ())


def _rules(folder: Path, name: str = "*") -> list[tuple[Rule, StoredQuery]]:
    queries = [read(path) for path in sorted(folder.glob(f"{name}.rq"))]
    return [(Rule(query.name, query.question("en"), query.description["en"]), query) for query in queries]


def _asked(query: StoredQuery, store: ox.Store) -> tuple[int, list[str]]:
    """The number of nodes that the query looks at, and its rows."""
    above, mark, _ = query.text.partition(MARK)
    head, select, pattern = above.partition("\nSELECT ")
    if not mark or not select:
        raise UnreadableInput(f"{query.where}: a rule needs the line {quoted(MARK)} after what it looks at.")
    _, _, pattern = pattern.partition("{\n")
    count = f"{head}\nSELECT (COUNT(DISTINCT ?node) AS ?number) WHERE {{\n{pattern}}}"
    [[number]] = _rows(store, count, query.where)
    return int(lexical(number)), [" ".join(map(_name, row)) for row in _rows(store, query.text, query.where)]


def _rows(store: ox.Store, text: str, where: str) -> list[list[Value | None]]:
    result = run_query(store, text, where)
    assert isinstance(result, ox.QuerySolutions)  # MARK follows on SELECT
    return [list(row) for row in result]


def _name(term: object) -> str:
    return prefixed(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _judged(rule: Rule, looked_at: int, rows: Iterable[str], waivers: Iterable[list[str]]) -> Result:
    reasons = {node: reason for name, node, reason in waivers if name == rule.name}
    wrong = list(rows)
    waived = {row: reasons.get(row, reasons.get(_EVERY, "")) for row in wrong}
    waived = {row: reason for row, reason in waived.items() if reason}
    return Result(rule, looked_at, [row for row in wrong if row not in waived], waived)


def _table(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows of a table of ours below its header; raises UnreadableInput where a cell is missing."""
    header, *rows = csv.reader(io.StringIO(read_text(path)))
    for number, row in enumerate([header, *rows], 1):
        if len(row) != len(columns) or not all(row) or (number == 1 and tuple(row) != columns):
            raise UnreadableInput(f"{path}, line {number}: a row has {', '.join(columns)}, and none is empty.")
    return rows


def _reads_back(store: ox.Store) -> tuple[int, list[str]]:
    """The forms of RDF in which the vocabulary, written and read again, does not say the same."""
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode(ONTOLOGY))
    triples = sorted({quad.triple for quad in quads}, key=str)
    forms = (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD)
    return len(forms) * bool(triples), [form.name for form in forms if not _same(triples, form)]


def _same(triples: list[ox.Triple], form: ox.RdfFormat) -> bool:
    data = ox.serialize(triples, format=form) or b""
    # The engine is less strict than XML is.
    if form == ox.RdfFormat.RDF_XML and xml_error(data):
        return False
    try:
        again = [quad.triple for quad in ox.parse(data, format=form)]
    except (SyntaxError, ValueError, OSError):
        return False
    canonical = [ox.Dataset(ox.Quad(*triple) for triple in each) for each in (triples, again)]
    for dataset in canonical:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return canonical[0] == canonical[1]


#: The rules that no query can ask: each gives the number of what it looked at, and what is wrong.
FUNCTIONS: tuple[tuple[Rule, Callable[[ox.Store], tuple[int, list[str]]]], ...] = (
    (
        Rule("foops-rdf1", "The vocabulary can be read in each form of RDF that is published", "FOOPS! RDF1, RDF"),
        _reads_back,
    ),
)
