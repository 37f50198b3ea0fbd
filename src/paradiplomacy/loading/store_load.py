"""Load files into a triple store on a server: all of them, or none.

The triples are sent to staging graphs, read back and compared, and put in their place by one update request, which the
store carries out as a whole. Whatever happens before leaves the graphs of the store as they were.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from paradiplomacy.errors import EndpointError, printable
from paradiplomacy.loading import staging
from paradiplomacy.loading.content import difference
from paradiplomacy.loading.graph_store import Sender
from paradiplomacy.loading.spool import PIECE, Spool
from paradiplomacy.rdf.read import stream_quads
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.sparql.http_client import Say
from paradiplomacy.sparql.remote import Remote
from paradiplomacy.sparql.whole_graph import DEFAULT, all_triples, count_triples

_REPORT_EVERY = 2.0
# Exchanging and removing take longer than a query, in proportion to the graph; every store tried moved more triples
# in a second than this.
_PATIENCE = 10
_SLOWEST = 2_000


@dataclass
class _Part:
    """What goes into one graph of the store."""

    target: str
    spool: Spool
    stage: str
    expected: int = 0
    staged: int = 0


def load_into_store(
    endpoint: Remote,
    graph_stores: Sequence[str],
    files: Mapping[str, Sequence[Path]],
    replace: bool = False,
    say: Say = lambda line: None,
    piece: int = PIECE,
) -> dict[str, int]:
    """Put the triples of ``files`` into the graphs of the store that they are given for; DEFAULT is the default graph.

    With ``replace`` a graph then holds nothing else, without it what it held stays. Returns how many triples each graph
    got. ``graph_stores`` are addresses of
    the Graph Store Protocol to try; SPARQL Update goes to ``endpoint``.
    Raises UnreadableInput for a bad file and EndpointError for whatever the store refuses; the graphs of the store are
    then as they were. Only when the connection breaks while the store exchanges the graphs may it be impossible to
    tell, and then the error says so.
    """
    with contextlib.ExitStack() as stack:
        name = stack.enter_context(staging.running_load())
        parts = [
            _Part(target, _read(stack, paths), f"{name}:{number}")
            for number, (target, paths) in enumerate(files.items())
        ]
        for part in parts:
            part.expected = part.spool.count()
        if not replace and any(part.spool.has_blank_nodes for part in parts):
            say(
                "the files have blank nodes, which a second load would add again as new ones; with --replace it would "
                "not."
            )
        work = _Load(endpoint, parts, replace, say)
        work.run(Sender(endpoint, graph_stores), piece)
        try:
            work.look()
            _tidy(endpoint, work.patience, say)
        except EndpointError as error:
            raise EndpointError(
                f"{error} The triples were in place before that, in {len(parts)} graph{'s' * (len(parts) != 1)}; only "
                "this last look at them failed.",
                error.status,
            ) from None
        return {part.target: part.staged for part in parts}


def compare_files(endpoint: Endpoint, graph: str, files: Sequence[Path]) -> tuple[int, int]:
    """How many of the triples of ``files`` the graph of the store holds, and how many they are.

    A triple counts that has the same value in another spelling; blank nodes are compared without their names.
    """
    with contextlib.ExitStack() as stack:
        sent = _read(stack, files)
        held = stack.enter_context(Spool(sent.size))
        held.add(all_triples(endpoint, graph))
        found = difference(sent, held)
        number = sent.count()
        return number - len(found.lost) - len(found.changed), number


def _tidy(endpoint: Remote, patience: float, say: Say) -> None:
    """Remove the staging graphs of interrupted loads, and the list when it is empty."""
    listed = staging.listed(endpoint)
    abandoned = {graph: target for graph, target in listed.items() if staging.is_abandoned(graph)}
    for graph, target in abandoned.items():
        endpoint.update(staging.removal(graph, target), patience)
    if abandoned:
        say(f"removed {len(abandoned)} staging graph(s) that an interrupted load had left behind.")
    for graph in listed.keys() - abandoned.keys():
        say(f"<{graph}> belongs to a load that may still be running, so it is left alone.")
    if len(listed) == len(abandoned):
        endpoint.update(f"DROP SILENT GRAPH <{staging.LIST}>", patience)


def _read(stack: contextlib.ExitStack, paths: Iterable[Path]) -> Spool:
    paths = list(paths)
    spool = stack.enter_context(Spool(sum(path.stat().st_size for path in paths if path.is_file())))
    for path in paths:
        spool.add(stream_quads(path))
    return spool


class _Load:
    """One load, from the first staged triple to the exchange of the graphs."""

    def __init__(self, endpoint: Remote, parts: list[_Part], replace: bool, say: Say) -> None:
        self._endpoint, self._parts, self._replace, self._say = endpoint, parts, replace, say
        self.patience = _PATIENCE * endpoint.client.timeout + sum(part.expected for part in parts) / _SLOWEST

    def run(self, sender: Sender, piece: int) -> None:
        """Stage, read back and compare, exchange."""
        try:
            listed = " ".join(staging.entry(part.stage, part.target) for part in self._parts)
            self._endpoint.update(f"INSERT DATA {{ {listed} }}")
            self._send(sender, piece)
            for part in self._parts:
                self._check(part)
        except BaseException:
            self._remove_stages()
            raise
        self._exchange()

    def _send(self, sender: Sender, piece: int) -> None:
        whole = sum(part.expected for part in self._parts)
        sent, reported = 0, time.monotonic()
        for part in self._parts:
            for text, number in part.spool.pieces(piece):
                sender.send(part.stage, text, self.patience)
                sent += number
                if time.monotonic() - reported > _REPORT_EVERY:
                    reported = time.monotonic()
                    self._say(f"{sent:,} of {whole:,} triples sent ({100 * sent // whole} %) ...")
        self._say(f"{sent:,} triples sent by {sender.way}; reading them back ...")

    def _check(self, part: _Part) -> None:
        """The store must hold what was sent, and nothing else; a value that it changes is told."""
        with Spool(part.spool.size) as held:
            part.staged = held.add(all_triples(self._endpoint, part.stage))
            found = difference(part.spool, held)
        name = self._endpoint.identity
        if found.lost or found.foreign:
            shown = "does not hold" if found.lost else "was never sent, but holds"
            line = (found.lost or found.foreign)[0].rstrip()
            raise EndpointError(
                f"{name} holds {part.expected - len(found.lost):,} of the {part.expected:,} triples as they were sent, "
                f"and {len(found.foreign):,} others; it {shown} {printable(line)} Nothing was changed. Load again, or "
                "look into the log of the store."
            )
        for (one, other), number in sorted(found.retyped.items()):
            self._say(f"{name} keeps {number:,} value(s) of <{one}> as <{other}>.")
        if found.changed:
            one, other = (printable(line.rstrip()) for line in found.changed[0])
            self._say(f"{name} changes {len(found.changed):,} value(s), such as {one} to {other}")

    def _exchange(self) -> None:
        verb = "MOVE" if self._replace else "ADD"
        steps = [f"{verb} GRAPH <{part.stage}> TO {_named(part.target)}" for part in self._parts]
        steps += [staging.removal(part.stage, part.target) for part in self._parts]
        self._say("exchanging the graphs ...")
        try:
            self._endpoint.update(" ;\n".join(steps), self.patience)
        except EndpointError as error:
            self._after_failure(error)

    def look(self) -> None:
        """Raise EndpointError when a graph of the store does not hold as many triples as were put into it."""
        for part in self._parts:
            number = count_triples(self._endpoint, part.target)
            exact = self._replace and part.target != DEFAULT
            if number < part.staged or (exact and number != part.staged):
                raise EndpointError(
                    f"{self._endpoint.identity} holds {number:,} triples in {graph_label(part.target)} where "
                    f"{part.staged:,} were loaded; another program may be writing to it. Load again."
                )

    def _after_failure(self, error: EndpointError) -> None:
        """Find out whether the exchange took place after all; return when it did."""
        left: list[int] = []
        with contextlib.suppress(EndpointError):
            left = [count_triples(self._endpoint, part.stage) for part in self._parts]
            self.look()
            if not any(left):
                return
        if error.status and left == [part.staged for part in self._parts]:
            # The store refused and still has all staging graphs, so they can be removed safely.
            self._remove_stages()
            raise error
        raise EndpointError(
            f"{error} This was the last step, the exchange of the graphs, and it cannot be told whether the store "
            "still carries it out, as a whole; look in a minute, and load again if it did not."
        ) from None

    def _remove_stages(self) -> None:
        """Remove the staging graphs; a store that cannot be reached keeps them until the next load."""
        steps = " ;\n".join(staging.removal(part.stage, part.target) for part in self._parts)
        with contextlib.suppress(EndpointError):
            self._endpoint.update(steps, self.patience)


def _named(graph: str) -> str:
    return "DEFAULT" if graph == DEFAULT else f"GRAPH <{graph}>"


def graph_label(graph: str) -> str:
    """A graph as it stands in a sentence.

    >>> graph_label("urn:a"), graph_label(DEFAULT)
    ('<urn:a>', 'the default graph')
    """
    return "the default graph" if graph == DEFAULT else f"<{graph}>"
