"""The command ``paradiplomacy audit``: compare the graph with the text of its source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paradiplomacy.errors import UnreadableInput


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("files", metavar="FILE", nargs="*", help="Turtle files; all of ours when left out")
    command.add_argument("--article", metavar="FILE", help="the text of the source")
    command.add_argument("--source", metavar="ID", help="audit the passages of this source only; the text is its text")
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--write-offsets", action="store_true", help="compute where each quote stands and write it into the files"
    )
    what.add_argument(
        "--list-uncovered", action="store_true", help="print the uncovered sentences as rows for uncoded.csv"
    )
    what.add_argument(
        "--coders", metavar="DIR", nargs=2, help="compare two codings of one source: folders or files of Turtle"
    )
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Audit the files, or do what an option says instead; returns the exit status."""
    if parsed.coders:
        from paradiplomacy.auditing.coders import compare, lines

        found = compare(*(_turtle(Path(name)) for name in parsed.coders))
        print("\n".join(lines(found)))
        return 1 if found.differences else 0
    from paradiplomacy.auditing.article import find_article
    from paradiplomacy.auditing.passages import files_with_passages

    article = find_article(Path(parsed.article) if parsed.article else None)
    files = [Path(file) for file in parsed.files] or files_with_passages()
    if parsed.list_uncovered:
        from paradiplomacy.auditing.audit import list_uncovered

        print(list_uncovered(files, article, parsed.source), end="")
        return 0
    if parsed.write_offsets:
        from paradiplomacy.auditing.anchor import write_offsets

        done = write_offsets(article, files, parsed.source)
        for problem in done.problems:
            print(problem)
        print(done.summary, file=sys.stderr)
        return 1 if done.problems else 0
    from paradiplomacy.auditing.audit import audit

    report = audit(files, article, parsed.source)
    for line in [*report.findings, *report.summary]:
        print(line)
    return report.status


def _turtle(path: Path) -> list[Path]:
    """The file, or the Turtle files of the folder and those below it. Raises UnreadableInput when there is none."""
    found = sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
    if not found:
        raise UnreadableInput(f"{path} holds no Turtle file; name the folder of a source.")
    return found
