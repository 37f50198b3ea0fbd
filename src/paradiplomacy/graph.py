"""The graph as a Python object: load it, query it, hand it on to rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery, find, read
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.sparql.answer import Answer, from_result
from paradiplomacy.sparql.broken_query import run_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import rdflib


def load(files: Iterable[str | Path] | None = None, say: Callable[[str], None] | None = None) -> Graph:
    """The published graph, or the graph of ``files`` (Turtle, N-Triples, N-Quads, TriG, JSON-LD, RDF/XML).

    Named graphs are merged into the graph that queries see, and can also be asked for with GRAPH.
    ``say`` is told the datatypes that the store keeps as another.
    Raises UnreadableInput, naming file and line, when a file cannot be read.
    """
    return Graph(load_store(graph_files() if files is None else files, keep_graphs=True, say=say))


class Graph:
    """A graph in an embedded store, ``store``, and the stored queries, which come from ``queries`` if given."""

    def __init__(self, store: ox.Store, queries: Path | None = None) -> None:
        self.store = store
        self._folder = queries
        self._found: dict[str, StoredQuery] = {}

    def __len__(self) -> int:
        return sum(1 for _ in self._quads())

    def query(self, name_or_text: str | Path | StoredQuery, /, **parameters: str) -> Answer:
        """Answer a stored query by its name, a file ``NAME.rq``, or the text of a SPARQL query.

        ``parameters`` are those of the query, each an IRI, short id or label, or a word such as a language.
        A query given as text may use the prefixes of ``namespaces.PREFIXES`` without declaring them.
        Raises UsageError for an unknown name or value, UnreadableInput for a broken query.
        """
        query = self.stored(name_or_text)
        # A file must run unmodified elsewhere, so it declares its own prefixes.
        prefixes = {} if query.path else PREFIXES
        bound = bind(query, parameters, self.store)
        return from_result(run_query(self.store, query.text, query.where, prefixes, bound))

    def stored(self, name_or_text: str | Path | StoredQuery) -> StoredQuery:
        """The query that ``query`` would answer: by its name, from its file, or made of the text."""
        if isinstance(name_or_text, StoredQuery):
            return name_or_text
        text = str(name_or_text)
        if text in self._found:
            return self._found[text]
        if text.endswith(".rq") and not any(sign in text for sign in "{\n"):
            return read(text)
        if any(sign.isspace() or sign in "{}" for sign in text):
            return StoredQuery("query", None, text)
        query = self._found[text] = find(text, self._folder)
        return query

    def rdflib(self) -> rdflib.Graph:
        """A copy of the graph for rdflib, with literals as the store holds them."""
        from paradiplomacy.rdf.convert import to_graph

        graph = to_graph(self._quads())
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace, replace=True)
        return graph

    def _quads(self) -> Iterator[ox.Quad]:
        """The triples of the default graph, which holds those of the named graphs too."""
        return iter(self.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
