"""The command ``paradiplomacy load``: put the graph, or your own files, into a triple store on a server."""

from __future__ import annotations

import argparse
import urllib.parse
from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.commands.arguments import declare_connection
from paradiplomacy.commands.console import say
from paradiplomacy.errors import EndpointError, UsageError
from paradiplomacy.loading.graph_store import Addresses, addresses
from paradiplomacy.loading.staging import OWN
from paradiplomacy.loading.store_load import compare_files, graph_label, load_into_store
from paradiplomacy.release import named_graphs, own_graphs
from paradiplomacy.sparql.connect import checked_iri, connect
from paradiplomacy.sparql.remote import Remote
from paradiplomacy.sparql.whole_graph import DEFAULT


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("url", metavar="URL", help="address of the store, such as http://localhost:7878/query")
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        default=[],
        help="RDF files, also packed (.gz); the published graph when left out",
    )
    where = command.add_mutually_exclusive_group()
    where.add_argument("--graph", metavar="IRI", help="load into this named graph (default: the default graph)")
    where.add_argument("--per-source", action="store_true", help="load each source into a named graph of its own")
    command.add_argument("--replace", action="store_true", help="the graphs shall hold nothing else afterwards")
    command.add_argument(
        "--verify",
        action="store_true",
        help="then compare the answers with the known ones, or your files with the store",
    )
    declare_connection(command)
    command.add_argument("--update-url", metavar="URL", help="where updates go, if it cannot be told from URL")
    command.add_argument("--graph-store", metavar="URL", help="address of the Graph Store Protocol, likewise")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Load as the arguments say; returns the exit status."""
    targets = _targets([Path(file) for file in parsed.files], parsed.graph, parsed.per_source)
    endpoint, found = _store(parsed)
    if DEFAULT in targets and endpoint.server.startswith("Virtuoso"):
        raise UsageError("Virtuoso has no default graph of its own; name one with --graph IRI, or use --per-source.")
    loaded = load_into_store(endpoint, found.graph_stores, targets, parsed.replace, say)
    for graph, number in loaded.items():
        print(
            f"{graph_label(graph)} {'holds' if parsed.replace else 'was given'} {number} triple{'s' * (number != 1)}."
        )
    if not parsed.verify:
        return 0
    if parsed.files:
        compared = {graph: compare_files(endpoint, graph, files) for graph, files in targets.items()}
        for graph, (same, number) in compared.items():
            print(f"{graph_label(graph)} has {same:,} of the {number:,} triples of the files.")
        return int(any(same != number for same, number in compared.values()))
    from paradiplomacy.loading.verify import verify

    graphs = () if DEFAULT in targets else tuple(targets)
    differences = verify(Remote(found.query, graphs=graphs, client=endpoint.client), say=say)
    wrong = [f"{name}: {what}" for name, what in differences.items() if what]
    for line in wrong:
        print(line)
    whole = len(differences)
    print(f"{whole - len(wrong)} of {whole} stored queries answered as they should at {endpoint.identity}.")
    return 1 if wrong else 0


def _store(parsed: argparse.Namespace) -> tuple[Remote, Addresses]:
    """The store, once it has answered, so that a wrong address is told before any file is read."""
    options = {"user": parsed.user, "contact": parsed.contact, "timeout": parsed.timeout, "say": say}
    given = {"update": parsed.update_url, "graph_store": parsed.graph_store}
    guess = addresses(parsed.url, **given)
    endpoint = connect(guess.query, **options)
    try:
        endpoint.ask("ASK { }")
    except EndpointError as error:
        if error.status != 404 or urllib.parse.urlsplit(parsed.url).path not in ("", "/"):
            raise
        # The root was given, and this is not where the store takes queries; Virtuoso takes them here.
        endpoint = Remote(urllib.parse.urljoin(guess.query, "/sparql"), client=endpoint.client)
        try:
            endpoint.ask("ASK { }")
        except EndpointError:
            raise error from None
    found = addresses(parsed.url, endpoint.server, parsed.user is not None, **given)
    store = Remote(found.query, found.update, client=endpoint.client)
    store.server = endpoint.server
    return store, found


def _targets(files: Sequence[Path], graph: str | None, per_source: bool) -> dict[str, Sequence[Path]]:
    """Which files go into which graph of the store."""
    named = named_graphs()
    if not per_source:
        chosen = list(files) or [path for paths in named.values() for path in paths]
        if graph and graph.startswith(OWN):
            raise UsageError(f"Names that start with {OWN} are those of graphs that load removes; choose another.")
        return {checked_iri(graph) if graph is not None else DEFAULT: chosen}
    if not files:
        return dict(named)
    return {checked_iri(name): paths for name, paths in own_graphs(files).items()}
