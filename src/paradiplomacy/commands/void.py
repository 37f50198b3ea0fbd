"""The command ``paradiplomacy void``: describe the published graph, or the one behind an endpoint, with its counts."""

from __future__ import annotations

import argparse
import sys

from paradiplomacy.commands.arguments import CONNECTION, connected, declare_connection, refuse_without_endpoint
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("--endpoint", metavar="URL", help="count at this SPARQL endpoint, not in the release")
    command.add_argument(
        "--graph",
        metavar="IRI",
        action="append",
        default=[],
        help="count this named graph as the default graph; may be given more than once",
    )
    declare_connection(command)
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Print the description as Turtle; returns the exit status."""
    from paradiplomacy.publishing import void
    from paradiplomacy.rdf import write as serialise

    graphs = {name: list(load_store(paths)) for name, paths in named_graphs().items()}
    description = graphs[f"{ID}graph-dataset"]
    if parsed.endpoint is None:
        for name in ("graph", *CONNECTION):
            if getattr(parsed, name):
                refuse_without_endpoint(name)
        quads = void.describe(graphs, description)
    else:
        from paradiplomacy.sparql.remote import Remote

        endpoint = connected(parsed)
        quads = void.describe_endpoint(endpoint, description, Remote(endpoint.url, client=endpoint.client))
    sys.stdout.write(serialise.turtle(quads))
    return 0
