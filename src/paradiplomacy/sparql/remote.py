"""A SPARQL endpoint elsewhere, asked through SPARQLWrapper; its answers are read row by row."""

from __future__ import annotations

import contextlib
import io
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from paradiplomacy.errors import CutAnswerError, EndpointError, UsageError, quoted
from paradiplomacy.sparql.answer import Answer, Row, from_result, from_triples
from paradiplomacy.sparql.broken_query import run_query
from paradiplomacy.sparql.endpoint import QUERY_FORMS, Endpoint, Rows
from paradiplomacy.sparql.http_client import Body, Client, checked_address
from paradiplomacy.sparql.http_opener import without_query
from paradiplomacy.sparql.text import query_form

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_ACCEPT_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
#: A query longer than this goes by POST: some servers and proxies refuse a longer address.
_LONGEST_GET = 2_000
# Virtuoso labels a blank node with a text that is not a valid label. The quotation marks are not escaped, so this
# sequence cannot stand inside a string of the answer.
_STRANGE_NODE, _PLAIN_NODE = b'"bnode", "value": "nodeID://', b'"bnode", "value": "'
# Virtuoso answers an ASK with a row of this column.
_TRUTH = "__ASK_RETVAL"
# Where Virtuoso cuts unless it is told otherwise; of a SELECT it says so in a header, of a CONSTRUCT it does not.
_SUSPECT = 10_000
_PIECE = 65_536
_OPENER_LOCK = threading.Lock()


class Remote(Endpoint):
    """A SPARQL 1.1 endpoint at ``url``; updates go to ``update_url``, the same unless given.

    With ``graphs``, queries see the union of these named graphs as the default graph. Credentials, contact and timeout
    are those of ``client``.
    """

    def __init__(
        self,
        url: str,
        update_url: str | None = None,
        graphs: Sequence[str] = (),
        client: Client | None = None,
    ) -> None:
        self.url = checked_address(url)
        self.update_url = checked_address(update_url or url)
        self.client = client or Client(self.url)
        self._graphs = [ox.NamedNode(iri).value for iri in graphs]
        #: What the server called itself in its last answer, such as "Virtuoso/07.20"; "" before the first.
        self.server = ""

    @property
    def identity(self) -> str:
        """The address, without a query string."""
        return without_query(self.url)

    def rows(self, text: str) -> Rows:
        """The rows of the SELECT ``text`` as the server sends them; an answer that it cut raises EndpointError."""
        body = self._ask(text, _ACCEPT_RESULTS)
        result = self._results(body)
        if isinstance(result, ox.QuerySolutions):
            return self._rows(result, body)
        body.close()
        if query_form(text) == "SELECT":
            raise EndpointError(f"{self.identity} answered a SELECT with a truth value; check the address.")
        raise UsageError("This query is not a SELECT, so it has no rows.")

    def ask(self, text: str) -> Answer:
        """The answer of the ASK ``text``."""
        body = self._ask(text, _ACCEPT_RESULTS)
        result = self._results(body)
        if isinstance(result, ox.QueryBoolean):
            body.close()
            return from_result(result)
        rows = self._rows(result, body).answer()
        if rows.variables != [_TRUTH]:
            raise UsageError("This query is not an ASK.")
        truth = bool(rows) and getattr(rows.rows[0][0], "value", "0") not in ("0", "false")
        return Answer(["answer"], [(ox.Literal(truth),)], "ask")

    def construct(self, text: str) -> Answer:
        """The triples of the CONSTRUCT or DESCRIBE ``text``."""
        body = self._ask(text, _ACCEPT_TRIPLES)
        form = _TRIPLES.get(body.type)
        if form is None:
            raise self._wrong_type(body, "triples")
        try:
            answer = from_triples(quad.triple for quad in ox.parse(cast(IO[bytes], body), format=form))
        except (SyntaxError, OSError, ValueError, EndpointError) as error:
            raise self._unreadable(body, error) from None
        finally:
            body.close()
        if len(answer) >= _SUSPECT and self.server.startswith("Virtuoso"):
            raise EndpointError(
                f"{self.identity} is a Virtuoso, which cuts a large graph without saying so, so these {len(answer)} "
                "triples are not used; ask for them by a SELECT, or in parts."
            )
        return answer

    def update(self, text: str, timeout: float | None = None) -> None:
        """Carry out the update ``text``; returns when the server says that it is done.

        A broken connection is not tried again: nobody knows whether the update was carried out.
        """
        text = text.removeprefix("\ufeff")
        form = query_form(text)
        if not form or form in QUERY_FORMS:
            raise UsageError("This is a query, not an update.")
        with self._send(text, form, self.update_url, "*/*", timeout) as body:
            while body.read(_PIECE):
                pass

    def _ask(self, text: str, accept: str) -> Body:
        text = text.removeprefix("\ufeff")
        form = query_form(text)
        if form not in QUERY_FORMS:
            raise UsageError(f"{form or 'This text'} is not a query; ask a SELECT, ASK, CONSTRUCT or DESCRIBE.")
        try:
            body = self._send(text, form, self.url, accept, None)
        except EndpointError as error:
            if error.status == 400:
                _blame_query(text)
            raise
        self._refuse_cut(body)
        return body

    def _send(self, text: str, form: str, address: str, accept: str, timeout: float | None) -> Body:
        from SPARQLWrapper import GET, POST, URLENCODED, SPARQLWrapper

        parts = urllib.parse.urlsplit(address)
        bare = urllib.parse.urlunsplit(parts._replace(query=""))
        wrapper = SPARQLWrapper(bare, agent=self.client.agent)
        for name, value in urllib.parse.parse_qsl(parts.query, keep_blank_values=True):
            wrapper.addParameter(name, value)
        if form in QUERY_FORMS:
            for graph in self._graphs:
                wrapper.addParameter("default-graph-uri", graph)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        wrapper.setMethod(GET if form in QUERY_FORMS and len(text) <= _LONGEST_GET else POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setQuery(text)
        # Comments can mislead its own guess of the form.
        wrapper.queryType = form
        body = self.client.open(_request(wrapper), repeatable=form in QUERY_FORMS, timeout=timeout)
        self.server = body.headers.get("server", "")
        return body

    def _results(self, body: Body) -> ox.QuerySolutions | ox.QueryBoolean:
        form = _RESULTS.get(body.type)
        if form is None:
            raise self._wrong_type(body, "SPARQL results")
        try:
            return ox.parse_query_results(cast(IO[bytes], _Plain(body)), format=form)
        except (SyntaxError, OSError, ValueError, EndpointError) as error:
            body.close()
            raise self._unreadable(body, error) from None

    def _rows(self, solutions: ox.QuerySolutions, body: Body) -> Rows:
        return Rows([variable.value for variable in solutions.variables], self._each(solutions, body), body.close)

    def _each(self, solutions: ox.QuerySolutions, body: Body) -> Iterator[Row]:
        try:
            for solution in solutions:
                yield tuple(solution)
        except (SyntaxError, OSError, ValueError, EndpointError) as error:
            raise self._unreadable(body, error) from None
        finally:
            body.close()
            # A caught error keeps this frame, and what it holds may only be let go of by this thread.
            del solutions

    def _refuse_cut(self, body: Body) -> None:
        """Raise EndpointError when the headers say that the answer is incomplete."""
        most = body.headers.get("x-sparql-maxrows") or body.headers.get("x-max-rows", "")
        if "x-sparql-maxrows" in body.headers or body.headers.get("x-truncated") == "true":
            body.close()
            raise CutAnswerError(
                f"{self.identity} cut its answer at {most or 'its limit of'} rows, so none is used; ask for less, or "
                "have the limit of the server raised.",
                int(most) if most.isdecimal() else 0,
            )
        if body.headers.get("x-sql-state") == "S1TAT":
            body.close()
            raise EndpointError(
                f"{self.identity} ran out of its time and sent a part of the answer, so none is used; ask for less."
            )

    def _wrong_type(self, body: Body, wanted: str) -> EndpointError:
        body.close()
        if "html" in body.type:
            return EndpointError(
                f"{self.identity} answered with a web page instead of {wanted}; it is not the address of the SPARQL "
                "endpoint (that often ends in /sparql or /query), or a page of refusal stands before it."
            )
        return EndpointError(
            f"{self.identity} answered with {quoted(body.type or 'an unnamed form')} instead of {wanted}; "
            "check the address."
        )

    def _unreadable(self, body: Body, error: Exception) -> EndpointError:
        if body.failure is not None:
            return body.failure
        reason = " ".join(str(getattr(error, "msg", None) or error).split())
        return EndpointError(f"{self.identity} sent an answer that breaks off or cannot be read ({reason}); ask again.")


class _Plain:
    """A body in which the labels of blank nodes are valid."""

    def __init__(self, body: Body) -> None:
        self._body, self._rest = body, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Some of the next bytes, at most ``size``; empty at the end."""
        data = b"more"
        while data and len(self._rest) < len(_STRANGE_NODE):
            data = self._body.read(_PIECE)
            self._rest = (self._rest + data).replace(_STRANGE_NODE, _PLAIN_NODE)
        # What may be the beginning of such a name stays until the rest of it is there.
        ready = len(self._rest) - len(_STRANGE_NODE) + 1 if data else len(self._rest)
        end = ready if size < 0 else min(size, ready)
        taken, self._rest = self._rest[:end], self._rest[end:]
        return taken


class _RequestKeeper(urllib.request.OpenerDirector):
    """An opener that stores the request of this thread instead of sending it; other threads use ``before``."""

    def __init__(self, before: urllib.request.OpenerDirector | None) -> None:
        super().__init__()
        self.before = before
        self.thread = threading.get_ident()
        self.request: urllib.request.Request | None = None

    def open(self, fullurl: str | urllib.request.Request, *rest: Any, **options: Any) -> Any:
        """Keep the request ``fullurl`` and give an empty answer."""
        if threading.get_ident() != self.thread:
            return (self.before or urllib.request.build_opener()).open(fullurl, *rest, **options)
        self.request = urllib.request.Request(fullurl) if isinstance(fullurl, str) else fullurl
        return io.BytesIO()


def _request(wrapper: SPARQLWrapper) -> urllib.request.Request:
    """The request that ``wrapper`` would send.

    SPARQLWrapper has no method for this, and cannot wait, sign in by Digest or guard a redirect as our client does.
    It sends through the opener that urllib lets every program install, so one that keeps the request stands in.
    """
    with _OPENER_LOCK:
        keeper = _RequestKeeper(getattr(urllib.request, "_opener", None))
        urllib.request.install_opener(keeper)
        try:
            wrapper.query()
        finally:
            urllib.request.install_opener(keeper.before)  # None stands for the usual one
    if keeper.request is None:
        raise AssertionError("SPARQLWrapper did not open its request through urllib")
    return keeper.request


def _blame_query(text: str) -> None:
    """Raise what is wrong with the query, by line and column, when our own parser sees it too."""
    with contextlib.suppress(UsageError):
        run_query(ox.Store(), text)
