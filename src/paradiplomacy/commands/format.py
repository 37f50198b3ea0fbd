"""The command ``paradiplomacy format``: write Turtle files in the project's one layout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("files", metavar="FILE", nargs="*", help="Turtle files; all of ours when left out")
    command.add_argument("--check", action="store_true", help="write nothing; list files that would change")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Format the files, or check them; returns the exit status."""
    from paradiplomacy.errors import file_name
    from paradiplomacy.rdf.turtle.canonical import format_files
    from paradiplomacy.release import own_files

    changed, count = format_files([Path(file) for file in parsed.files] or own_files(), parsed.check)
    for path in changed:
        print(file_name(path))
    done = "not in canonical form" if parsed.check else "rewritten"
    print(f"{count} file{'s' * (count != 1)} read, {len(changed)} {done}.", file=sys.stderr)
    return 1 if parsed.check and changed else 0
