"""One interface to whatever answers SPARQL: the embedded store, or a server elsewhere.

>>> from paradiplomacy.sparql.embedded import Embedded
>>> endpoint = Embedded()
>>> endpoint.update("INSERT DATA { <urn:a> <urn:b> 1 , 2 }")
>>> endpoint.select("SELECT ?o { ?s ?p ?o } ORDER BY ?o").to_csv()
'o\\r\\n1\\r\\n2\\r\\n'
>>> with endpoint.rows("SELECT ?o { ?s ?p ?o }") as rows:       # one by one, never all in memory
...     sum(1 for row in rows)
2
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from paradiplomacy.errors import UsageError
from paradiplomacy.sparql.answer import Answer, Row
from paradiplomacy.sparql.text import query_form

QUERY_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class Rows:
    """The rows of a SELECT as they come in: ``variables``, and an iterator over tuples of RDF terms.

    An unbound variable is None. Use it in a ``with`` block, or call ``close``, when not all rows are read.
    """

    def __init__(self, variables: Sequence[str], rows: Iterator[Row], close: Callable[[], None] | None = None) -> None:
        self.variables = list(variables)
        self._rows = rows
        self._close = close

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; no row can be read after that."""
        if self._close is not None:
            self._close()

    def answer(self) -> Answer:
        """All rows as an Answer."""
        with self:
            return Answer(self.variables, [tuple(row) for row in self._rows], "select")


class Endpoint(ABC):
    """Something that answers SPARQL 1.1.

    Every text is a whole query or update with its prefixes declared. All methods raise EndpointError when a server
    cannot be reached, refuses or answers with something else, and UsageError when the text is not SPARQL or of
    another form than the method wants.
    """

    @property
    @abstractmethod
    def identity(self) -> str:
        """What to call it in a sentence: the address of a server, or "the embedded graph"."""

    @abstractmethod
    def rows(self, text: str) -> Rows:
        """The rows of the SELECT ``text``, one by one."""

    @abstractmethod
    def ask(self, text: str) -> Answer:
        """The answer of the ASK ``text``; its truth is that of the answer."""

    @abstractmethod
    def construct(self, text: str) -> Answer:
        """The triples of the CONSTRUCT or DESCRIBE ``text``, each once, in a fixed order."""

    @abstractmethod
    def update(self, text: str) -> None:
        """Carry out the update ``text``; returns when it is done."""

    def select(self, text: str) -> Answer:
        """All rows of the SELECT ``text``."""
        return self.rows(text).answer()

    def query(self, text: str) -> Answer:
        """The answer of ``text``, whichever form of query it is."""
        form = query_form(text)
        if form == "SELECT":
            return self.select(text)
        if form == "ASK":
            return self.ask(text)
        if form in QUERY_FORMS:
            return self.construct(text)
        raise UsageError("Only SELECT, ASK, CONSTRUCT and DESCRIBE are answered.")
