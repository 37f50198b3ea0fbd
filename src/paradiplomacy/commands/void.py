"""The command ``paradiplomacy void``: describe the published graph, or the one behind an endpoint, with its counts."""

from __future__ import annotations

import argparse
import sys

from paradiplomacy.commands.arguments import check_data, connected, declare_data, declare_endpoint
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs, own_graphs


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    declare_endpoint(command, "count at this SPARQL endpoint, not in the release")
    declare_data(command, "count")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Print the description as Turtle; returns the exit status."""
    from paradiplomacy.publishing import void
    from paradiplomacy.rdf import write as serialise

    check_data(parsed)
    endpoint = connected(parsed)
    ours = named_graphs()
    stores = {name: load_store(paths) for name, paths in ours.items()}
    description = void.description_of(stores)
    if endpoint is None:
        own = {name: load_store(paths) for name, paths in own_graphs(parsed.data).items()}
        quads = void.describe(own if parsed.only else {**stores, **own}, description)
    else:
        from paradiplomacy.sparql.remote import Remote

        quads = void.describe_endpoint(endpoint, description, Remote(endpoint.url, client=endpoint.client))
    sys.stdout.write(serialise.turtle(quads))
    return 0
