"""The command ``paradiplomacy bulk``: map large tables into sorted N-Quads and a store on disk."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from paradiplomacy.errors import UsageError

_WORDS = {
    "links": "links read",
    "parties": "parties",
    "nameless": "of them without a name, labelled with their item",
    "agreements": "agreements",
    "accounts": "accounts of agreements that the graph has already",
    "one_way": "ties that only one side lists",
    "duplicates": "links given twice",
    "to_themselves": "links from an item to itself, refused",
    "triples": "triples",
}


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("files", metavar="FILE", nargs="*", help="names.tsv and relations.tsv")
    command.add_argument("--mapping", choices=("twinning",), required=True, help="how to read them: twinning")
    command.add_argument("--output", metavar="FILE", required=True, help="the N-Quads to write, sorted")
    command.add_argument("--store", metavar="DIR", help="a new folder for a store with the release and these triples")
    command.add_argument("--graphs", action="store_true", help="let the store hold all in named graphs, too")
    command.add_argument("--processes", metavar="NUMBER", type=int, default=0, help="default: one per core")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Map the files; returns the exit status."""
    if not parsed.files:
        raise UsageError("Name the tables to map, such as names.tsv relations.tsv.")
    if parsed.processes < 0:
        raise UsageError("--processes is a number from 1.")
    from paradiplomacy.bulk.run import bulk

    store = Path(parsed.store) if parsed.store else None
    counts = bulk([Path(file) for file in parsed.files], Path(parsed.output), store, parsed.processes, parsed.graphs)
    for name, number in asdict(counts).items():
        print(f"{number:,} {_WORDS[name]}", file=sys.stderr)
    return 0
