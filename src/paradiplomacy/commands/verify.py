"""The command ``paradiplomacy verify``: say of each copy whether it is what a release says, or which records differ."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from paradiplomacy.errors import UsageError, file_name, printable


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("files", metavar="FILE", nargs="*", help="a copy of the graph, or of a part of it, in RDF")
    command.add_argument(
        "--release",
        metavar="FILE",
        help="compare with this release, its digests.csv or paradiplomacy.nq.gz (default: the installed one)",
    )
    command.add_argument("--whole", action="store_true", help="a record that a copy lacks is removed from it")
    command.add_argument("--verbose", action="store_true", help="show the statements that differ")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Print what each copy is; returns 0 where all are the same as the release, else 1."""
    from paradiplomacy.publishing.verification import given, installed, verify
    from paradiplomacy.rdf.read import load_store
    from paradiplomacy.release import home

    if not parsed.files:
        raise UsageError("Name a copy to verify, such as paradiplomacy verify paradiplomacy.ttl.")
    release = given(Path(parsed.release)) if parsed.release else installed(home())
    verdicts = [(Path(file), verify(load_store([file]), release, parsed.whole)) for file in parsed.files]
    if parsed.format == "json":
        found = [{"file": str(file), **verdict.as_json()} for file, verdict in verdicts]
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for file, verdict in verdicts:
            first, *rest = map(printable, verdict.lines(parsed.verbose))
            print(f"{file_name(file)}: {first}", *rest, sep="\n")
    return max(verdict.status for _, verdict in verdicts)
