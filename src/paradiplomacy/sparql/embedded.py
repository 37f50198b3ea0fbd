"""The embedded store as an Endpoint: what runs on a server runs here in the same way."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, UsageError
from paradiplomacy.sparql import text as sparql_text
from paradiplomacy.sparql.answer import Answer, from_result
from paradiplomacy.sparql.broken_query import run_query, sentence, unanswerable
from paradiplomacy.sparql.endpoint import Endpoint, Rows


class Embedded(Endpoint):
    """A pyoxigraph store in this process, a new empty one unless given.

    With ``graphs``, queries see the union of these named graphs as the default graph, each triple once for each
    graph that holds it. A broken query raises UnreadableInput, as it does for ``Graph``.
    """

    def __init__(self, store: ox.Store | None = None, graphs: Sequence[str] = ()) -> None:
        self.store = ox.Store() if store is None else store
        self._graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in graphs]

    @property
    def identity(self) -> str:
        """Always "the embedded graph"."""
        return "the embedded graph"

    def rows(self, text: str) -> Rows:
        """The rows of the SELECT ``text``, each computed when it is asked for."""
        result = self._result(text)
        if not isinstance(result, ox.QuerySolutions):
            raise UsageError("This query is not a SELECT, so it has no rows.")
        return Rows([variable.value for variable in result.variables], (tuple(solution) for solution in result))

    def ask(self, text: str) -> Answer:
        """The answer of the ASK ``text``."""
        result = self._result(text)
        if not isinstance(result, ox.QueryBoolean):
            raise UsageError("This query is not an ASK.")
        return from_result(result)

    def construct(self, text: str) -> Answer:
        """The triples of the CONSTRUCT or DESCRIBE ``text``."""
        result = self._result(text)
        if not isinstance(result, ox.QueryTriples):
            raise UsageError("This query is neither a CONSTRUCT nor a DESCRIBE.")
        return from_result(result)

    def update(self, text: str) -> None:
        """Carry out the update ``text``, whole or not at all; SERVICE and LOAD are refused."""
        refusal = sparql_text.refusal(text)
        if refusal is None and any(token.keyword.startswith("LOAD") for token in sparql_text.tokens(text)):
            refusal = "LOAD reads a file from elsewhere; the embedded graph fetches nothing, so remove it."
        if refusal:
            raise UsageError(f"the update: {refusal}")
        try:
            self.store.update(text)
        except SyntaxError as error:
            raise UnreadableInput(sentence(text, "the update", error, update=True)) from None
        except (RuntimeError, OSError, ValueError) as error:
            raise UsageError(f"the update: {unanswerable(error)}") from None

    def _result(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return run_query(self.store, text, default_graph=self._graphs or None)
