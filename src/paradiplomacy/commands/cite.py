"""The command ``paradiplomacy cite``: how to cite the graph, a record of it or a source."""

from __future__ import annotations

import argparse

from paradiplomacy.commands.arguments import declare_data


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("thing", metavar="THING", nargs="*", help="a record or a source; the graph when left out")
    command.add_argument("--format", choices=("text", "bibtex"), default="text")
    command.add_argument("--lang", choices=("en", "id"), default="en", help="language of the text: en, id")
    declare_data(command, "cite from", only=False)
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Print the citation; returns the exit status."""
    from paradiplomacy.graph import load
    from paradiplomacy.names.resolve import resolve
    from paradiplomacy.publishing.citation import cite

    store = load(*parsed.data, ours=True).store
    thing = resolve(" ".join(parsed.thing), store) if parsed.thing else None
    published = load().store if parsed.data else None
    print(cite(store, thing, parsed.lang, parsed.format == "bibtex", published), end="")
    return 0
