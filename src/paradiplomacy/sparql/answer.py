"""The answer to a query, and the forms in which it can be written."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import pyoxigraph as ox

from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.facts import lexical
from paradiplomacy.rdf.namespaces import XSD, short
from paradiplomacy.sparql import documents
from paradiplomacy.sparql.frame import plain as plain  # part of what this module offers
from paradiplomacy.sparql.table import layout

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Row = Sequence[Term]

FORMATS = ("table", "csv", "json", "markdown", "html", "latex", "turtle")
# An asterisk of Markdown at the beginning or the end of a word, not one between two signs of a word or of a sum.
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=[\w“\"'(])|(?<=[\w.,;:!?)”\"'])\*{1,3}(?![\w*])")


class Answer:
    """The answer to one query.

    ``kind`` is "select", "ask" or "triples" (of a CONSTRUCT or DESCRIBE), ``variables`` the names of the
    columns, ``rows`` the RDF terms, with None where a variable is unbound. An index or iteration gives one dictionary
    per row, with numbers and truth values as Python's own and all else as text. An ASK has one row with
    the column ``answer``; its truth is also that of the object.
    """

    def __init__(self, variables: Sequence[str], rows: Sequence[Row], kind: str) -> None:
        self.variables = list(variables)
        #: What stands above the columns in a form for reading.
        self.headings = self.variables
        self.rows = rows
        self.kind = kind

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        if self.kind == "ask":
            return lexical(self.rows[0][0]) == "true"
        return bool(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            yield dict(zip(self.variables, map(plain, row), strict=True))

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...

    def __getitem__(self, place: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        return list(self)[place]

    def __repr__(self) -> str:
        return f"Answer({self.variables}, {len(self)} rows)"

    def _repr_html_(self) -> str:
        return self.to_html()

    def __str__(self) -> str:
        return self.to_table()

    def write(self, form: str, width: int = 100) -> str:
        """The answer in one of ``FORMATS``; raises UsageError when this kind of answer has no such form."""
        if form == "table":
            return self.to_table(width)
        if form not in FORMATS:
            raise UsageError(f"{form} is not a format; known are {', '.join(FORMATS)}.")
        text: str = getattr(self, f"to_{form}")()
        return text

    def to_table(self, width: int = 100) -> str:
        """A table for reading, at most ``width`` columns wide; things of the graph by their short names."""
        return layout(self.headings, [[display_text(term) for term in row] for row in self.rows], width) + "\n"

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV: plain values, lines ended by CR LF."""
        return self._written("csv")

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON; triples have the columns s, p and o."""
        from paradiplomacy.sparql.writers import truth

        return truth(bool(self), "json") if self.kind == "ask" else self._written("json")

    def to_markdown(self) -> str:
        """A Markdown table; things of the graph by their short names."""
        lines = [self.headings, ["---"] * len(self.headings)]
        lines += [[_markdown_cell(display_text(term)) for term in row] for row in self.rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def to_html(self) -> str:
        """An HTML table; things of the graph by their short names."""
        return documents.html(self.headings, self._shown())

    def to_latex(self) -> str:
        """A ``tabular`` of LaTeX; things of the graph by their short names."""
        return documents.latex(self.headings, self._shown())

    def to_xlsx(self) -> bytes:
        """The bytes of an Excel file; raises UsageError when XlsxWriter is not installed."""
        return documents.xlsx(self.headings, self._shown())

    def _shown(self) -> Iterator[list[Any]]:
        """The rows for readers: numbers, truth values and whole days as Python's own."""
        import datetime

        for row in self.rows:
            cells = []
            for term in row:
                value = plain(term)
                if isinstance(term, ox.Literal) and term.datatype.value == XSD + "date":
                    with contextlib.suppress(ValueError):  # a day with a time zone stays a text
                        value = datetime.date.fromisoformat(term.value)
                cells.append(display_text(term) if isinstance(value, str) else value)
            yield cells

    def to_turtle(self) -> str:
        """Turtle, in a fixed order; raises UsageError unless the query was a CONSTRUCT or DESCRIBE."""
        if self.kind != "triples":
            raise UsageError(
                "Only the answer of a CONSTRUCT or DESCRIBE is a graph that can be written as Turtle; "
                "choose table, csv, json, markdown, html or latex."
            )
        from paradiplomacy.rdf.write import serialised

        triples = (ox.Triple(*row) for row in self.rows)  # type: ignore[arg-type]
        return serialised(triples, ox.RdfFormat.TURTLE).decode("utf-8")

    def _written(self, form: str) -> str:
        from paradiplomacy.sparql.writers import WRITERS

        writer = WRITERS[form](self.variables)
        return writer.start + writer.between.join(map(writer.row, self.rows)) + writer.end

    def to_pandas(self) -> Any:
        """A pandas DataFrame, typed as ``frame.frame`` says; raises UsageError when pandas is not installed."""
        from paradiplomacy.sparql.frame import frame

        return frame(self.variables, self.rows)


def from_result(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
) -> Answer:
    """The answer that pyoxigraph's ``result`` holds, read to its end."""
    if isinstance(result, ox.QuerySolutions):
        names = [variable.value for variable in result.variables]
        return Answer(names, [tuple(solution) for solution in result], "select")
    if isinstance(result, ox.QueryBoolean):
        return Answer(["answer"], [(ox.Literal(bool(result)),)], "ask")
    return from_triples(result)


def from_texts(variables: Sequence[str], rows: Iterable[Sequence[str]]) -> Answer:
    """The answer with these texts in its cells.

    >>> from_texts(["a"], [["x"]])[0]
    {'a': 'x'}
    """
    return Answer(variables, [[ox.Literal(cell) for cell in row] for row in rows], "select")


def from_triples(triples: Iterable[ox.Triple]) -> Answer:
    """The answer of a CONSTRUCT or DESCRIBE that gave ``triples``."""
    # A set, because CONSTRUCT may give a triple twice; sorted, so that the same graph gives the same bytes.
    once = sorted({(str(t.subject), str(t.predicate), str(t.object)): t for t in triples}.items())
    rows = [(triple.subject, triple.predicate, triple.object) for _, triple in once]
    return Answer(["s", "p", "o"], rows, "triples")


def display_text(term: Term) -> str:
    """How a reader sees a term: the short name of an IRI, the text of a literal without the asterisks of Markdown.

    >>> display_text(ox.Literal("called *Sister City*, 2 * 3 * 4 and 5*6"))
    'called Sister City, 2 * 3 * 4 and 5*6'
    """
    return short(term.value) if isinstance(term, ox.NamedNode) else _EMPHASIS.sub("", lexical(term))


def _markdown_cell(text: str) -> str:
    return "<br>".join(text.replace("\\", "\\\\").replace("|", "\\|").splitlines())
