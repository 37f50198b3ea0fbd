"""From rows to triples: one named graph for each source, and for every statement the cell that it comes from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from paradiplomacy.adding.cells import READ, read_cell
from paradiplomacy.adding.columns import columns, required
from paradiplomacy.adding.known import Known, slug
from paradiplomacy.adding.rows import Row
from paradiplomacy.rdf.facts import TYPE, Said
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, PARA, PREFIXES, short
from paradiplomacy.tables.problems import Fault, Problem, problem

MOST_WORDS = 15
_SOURCE_CELL = re.compile(r"([^\[\];]+?)\s*(?:\[([^\]]*)\])?")
_PAGES = ox.NamedNode(PREFIXES["bibo"] + "pages")
_VOID = PREFIXES["void"]
_EVIDENCE = ox.NamedNode(PARA + "evidence")
_SELECTOR, _SOURCE, _EXACT = (ox.NamedNode(OA + name) for name in ("hasSelector", "hasSource", "exact"))
_RESOURCE, _PASSAGE = ox.NamedNode(OA + "SpecificResource"), ox.NamedNode(PARA + "Passage")
_QUOTE, _POSITION = ox.NamedNode(OA + "TextQuoteSelector"), ox.NamedNode(OA + "TextPositionSelector")
_PASSAGE_COLUMNS = ("paraphrase_en", "paraphrase_id", "section")
_QUOTE_COLUMNS = ("prefix", "suffix")
_OF_QUOTE = frozenset((*_PASSAGE_COLUMNS, *_QUOTE_COLUMNS))
_POSITION_COLUMNS = ("start", "end")


@dataclass
class Made:
    """The triples of each source (by its id), and the row that each thing comes from."""

    triples: dict[str, Said] = field(default_factory=lambda: defaultdict(Said))
    rows: dict[str, Row] = field(default_factory=dict)
    _nodes: dict[str, ox.NamedNode] = field(default_factory=dict)

    def add(self, row: Row, subject: str, predicate: ox.NamedNode | str, value: ox.NamedNode | ox.Literal) -> None:
        """One statement of a row."""
        named = self.node(predicate) if isinstance(predicate, str) else predicate
        self.triples[row.source].add(self.node(subject), named, value)
        if subject not in self.rows:
            self.rows[subject] = row

    def node(self, iri: str) -> ox.NamedNode:
        """The node of an IRI, made once."""
        return self._nodes.get(iri) or self._nodes.setdefault(iri, ox.NamedNode(iri))


def make(rows: Iterable[Row], known: Known, order: str = "") -> tuple[Made, list[Problem]]:
    """The triples of the rows, and what is wrong in their cells; ``order`` says how 24/9/1997 is read."""
    made, problems = Made(), list[Problem]()
    rows = list(rows)
    language = {row.iri: row.cells.get("language", "") for row in rows if row.sheet == "sources"}
    quoted: dict[tuple[str, str], str] = {}
    for row in rows:
        # What a row without a source says goes nowhere, but what else is wrong with it is told at once.
        target = made if row.source else Made()
        if not row.source:
            problems.append(problem(row.at("source"), Fault("no-source")))
        main = language.get(ID + row.source) or known.language(ID + row.source)
        tongue = row.cells.get("quote_language") or main
        for name in row.types:
            target.add(row, row.iri, TYPE, target.node(name))
        problems += _missing(row)
        known_columns = columns(row.sheet)
        for name, text in row.cells.items():
            column = known_columns[name]
            if column.kind not in READ or _belongs_to_quote(row, name):
                continue
            try:
                for prop, value in read_cell(text, column, row.sheet, known, tongue, order):
                    target.add(row, row.iri, prop, value)
            except Fault as fault:
                problems.append(problem(row.at(name), fault))
        problems += _passage(row, target, tongue, main or tongue, quoted)
        if row.sheet == "sources" and row.iri == ID + row.source:
            _describe_graph(row, target)
    return made, problems


def _missing(row: Row) -> list[Problem]:
    found = [
        problem(row.at(name), Fault("missing", column=name)) for name in required(row.sheet) if name not in row.cells
    ]
    record = "assertion" in columns(row.sheet)
    if record and "evidence" not in row.cells and "quote" not in row.cells:
        found.append(problem(row.at("quote"), Fault("no-evidence")))
    return found


def _belongs_to_quote(row: Row, name: str) -> bool:
    return name in _OF_QUOTE or (row.sheet == "passages" and name in _POSITION_COLUMNS)


def _passage(row: Row, made: Made, language: str, main: str, quoted: dict[tuple[str, str], str]) -> list[Problem]:
    """The passage of a row with a quote: the row itself on the sheet of passages, else one of its own.

    Rows with the same quote of the same source share the passage of the first. ``language`` is that of the quote and
    ``main`` that of the source, in which its headings are.
    """
    text = row.cells.get("quote", "")
    if not text:
        return []
    problems = []
    if (words := len(text.split())) > MOST_WORDS:
        problems.append(problem(row.at("quote"), Fault("long-quote", words=words)))
    # A row without a source has been told of; what it says goes nowhere.
    matched = _SOURCE_CELL.fullmatch(row.cells.get("source", row.source) or "-")
    if matched is None:
        return [*problems, problem(row.at("source"), Fault("not-a-source", text=row.cells["source"]))]
    if row.sheet == "passages":
        passage = row.iri
    else:
        known = quoted.get((row.source, text))
        passage = known or f"{row.iri}-p"
        made.add(row, row.iri, _EVIDENCE, made.node(passage))
        if known:
            return problems
        for name in ("paraphrase_en", "paraphrase_id"):
            if name not in row.cells:
                problems.append(problem(row.at(name), Fault("missing", column=name)))
        for kind in (_RESOURCE, _PASSAGE):
            made.add(row, passage, TYPE, kind)
    quoted.setdefault((row.source, text), passage)
    if row.sheet == "passages":
        made.add(row, passage, TYPE, _RESOURCE)
    quote = f"{passage}-quote"
    made.add(row, passage, _SOURCE, made.node(ID + matched[1].strip().removeprefix("id:")))
    made.add(row, passage, _SELECTOR, made.node(quote))
    made.add(row, quote, TYPE, _QUOTE)
    made.add(row, quote, _EXACT, ox.Literal(text, language=language or "und"))
    if matched[2]:
        made.add(row, passage, _PAGES, ox.Literal(matched[2].strip()))
    for target, names in ((passage, _PASSAGE_COLUMNS), (quote, _QUOTE_COLUMNS)):
        for name in names:
            if name in row.cells:
                column = columns(row.sheet)[name]
                tag = (
                    ((main if name == "section" else language) or "und") if column.language == "*" else column.language
                )
                made.add(row, target, column.properties[0], ox.Literal(row.cells[name], language=tag))
    if "start" in row.cells and "end" in row.cells:
        position = f"{passage}-position"
        made.add(row, passage, _SELECTOR, made.node(position))
        made.add(row, position, TYPE, _POSITION)
        for name in _POSITION_COLUMNS:
            if row.cells[name].isdigit():
                made.add(row, position, OA + name, ox.Literal(int(row.cells[name])))
            else:
                problems.append(problem(row.at(name), Fault("not-a-number", text=row.cells[name])))
    return problems


def _describe_graph(row: Row, made: Made) -> None:
    """The named graph of the source in the description of the dataset, so that adding a source edits no other file."""
    source, graph, dataset = ox.NamedNode(row.iri), f"{ID}graph-{short(row.iri)}", f"{ID}dataset"
    # The row does not stand for the dataset: what is wrong with that is not its fault.
    for name, value in ((_VOID + "subset", ox.NamedNode(graph)), (DCTERMS + "source", source)):
        made.triples[row.source].add(ox.NamedNode(dataset), ox.NamedNode(name), value)
    made.add(row, graph, TYPE, ox.NamedNode(_VOID + "Dataset"))
    made.add(row, graph, DCTERMS + "source", source)
    for language, words in (("en", "Graph: {}"), ("id", "Graf: {}")):
        label = row.cells.get(f"label_{language}") or slug(short(row.iri))
        made.add(row, graph, DCTERMS + "title", ox.Literal(words.format(label), language=language))
