"""The graph as a Python object: load it, query it, hand it on to rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.queries.headings import set_headings
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import ENDINGS, StoredQuery, named, stored_queries
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import graph_files
from paradiplomacy.sparql.answer import Answer, from_result, from_texts
from paradiplomacy.sparql.broken_query import run_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import rdflib


def load(
    *files: str | Path | Iterable[str | Path], ours: bool = False, say: Callable[[str], None] | None = None
) -> Graph:
    """The published graph, or the graph of ``files`` (Turtle, N-Triples, N-Quads, TriG, JSON-LD, RDF/XML).

    With ``ours`` the files come on top of the published graph, so that its vocabulary and value sets explain them.
    Named graphs are merged into the graph that queries see, and can also be asked for with GRAPH.
    ``say`` is told the datatypes that the store keeps as another.
    Raises UnreadableInput, naming file and line, when a file cannot be read.
    """
    paths = [path for given in files for path in ([given] if isinstance(given, str | Path) else given)]
    published = graph_files() if ours or not files else []
    return Graph(load_store([*published, *paths], keep_graphs=True, say=say))


class Graph:
    """A graph in an embedded store, ``store``, and the stored queries, which come from ``queries`` if given."""

    def __init__(self, store: ox.Store, queries: Path | None = None) -> None:
        self.store = store
        self._folder = queries
        self._found: dict[str, StoredQuery] = {}

    def __repr__(self) -> str:
        return f"<paradiplomacy.Graph of {len(self):,} triples; queries() lists what it can answer>"

    def _repr_html_(self) -> str:
        return f"<p>Graph of {len(self):,} triples. Stored queries:</p>{self.queries().to_html()}"

    def __len__(self) -> int:
        return sum(1 for _ in self._quads())

    def query(self, name_or_text: str | Path | StoredQuery, /, **parameters: str) -> Answer:
        """Answer a stored query by its name, a file ``NAME.rq`` or ``NAME.sparql``, or the text of a SPARQL query.

        ``queries()`` lists the stored ones.
        ``parameters`` are those of the query, each an IRI, short id, label or Wikidata item, or a word.
        A query given as text may use the prefixes of ``namespaces.PREFIXES`` without declaring them.
        Raises UsageError for an unknown name or value, UnreadableInput for a broken query.
        """
        query = self.stored(name_or_text)
        # A file must run unmodified elsewhere, so it declares its own prefixes.
        prefixes = {} if query.path else PREFIXES
        bound = bind(query, parameters, self.store)
        answer = from_result(run_query(self.store, query.text, query.where, prefixes, bound))
        set_headings(answer, query, parameters.get("lang", "en"))
        return answer

    def stored(self, name_or_text: str | Path | StoredQuery) -> StoredQuery:
        """The query that ``query`` would answer: by its name, from its file, or made of the text."""
        if isinstance(name_or_text, StoredQuery):
            return name_or_text
        text = str(name_or_text)
        query = self._found.get(text) or named(text, self._folder)
        if query.path and not text.endswith(ENDINGS):  # a file of the user may change
            self._found[text] = query
        return query

    def queries(self, lang: str = "en") -> Answer:
        """The stored queries: the name of each, the question that it answers, and its parameters."""
        rows = [
            [query.name, query.question(lang), " ".join(query.parameters)] for query in stored_queries(self._folder)
        ]
        return from_texts(["query", "question", "parameters"], rows)

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
