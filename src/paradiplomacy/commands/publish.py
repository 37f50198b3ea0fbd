"""The command ``paradiplomacy publish``: validate the graph, answer every query and write the release."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paradiplomacy.commands.console import width
from paradiplomacy.errors import UsageError

MOST_SHARDS = 1000
_WIDTH_ELSEWHERE = 100


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("folder", metavar="DIR", nargs="?", default="dist", help="where to write it (default: dist)")
    command.add_argument("--shards", metavar="N", type=int, default=0, help="also write the N-Quads in N sorted files")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Publish the release and print the comparison of sectors; returns the exit status."""
    from paradiplomacy.publishing.publish import publish

    if not 0 <= parsed.shards <= MOST_SHARDS:
        raise UsageError(f"--shards {parsed.shards} is not a number of files from 0 to {MOST_SHARDS}.")
    comparison = publish(
        Path(parsed.folder),
        say=lambda line: print(line, file=sys.stderr),
        width=width(_WIDTH_ELSEWHERE),
        shards=parsed.shards,
    )
    print(comparison, end="")
    return 0
