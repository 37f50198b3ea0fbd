"""The command ``paradiplomacy``: reads the arguments, calls the module that does the work, prints.

Each command has one ``_add_NAME`` function, which declares its arguments, and one ``_run_NAME`` function,
which returns the exit status. ``query`` takes options that depend on the query, and it is the command whose
start is timed; so it reads its own arguments (``querying.command``) and argparse is not imported for it.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from paradiplomacy.errors import ParadiplomacyError, UsageError, suggestion
from paradiplomacy.version import __version__

if TYPE_CHECKING:
    import argparse
    from typing import NoReturn

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

INTERRUPTED = 130
MOST_SHARDS = 1000
CLOSED_PIPE = 141  # as the shell reports a program that was stopped by SIGPIPE


def main(arguments: list[str] | None = None) -> int:
    """Run the command; ``arguments`` are those of the process unless given. Returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Neither the locale nor the platform's line ends may change a result.
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    try:
        try:
            return _run(words)
        finally:
            sys.stdout.flush()
    except ParadiplomacyError as error:
        print(f"paradiplomacy: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return CLOSED_PIPE
    except OSError as error:
        _drop_output()
        place = f"{error.filename}: " if error.filename else ""
        print(f"paradiplomacy: {place}{error.strerror or error}.", file=sys.stderr)
        return ParadiplomacyError.exit_status


def _drop_output() -> None:
    """Send what is still to be written nowhere, else the interpreter complains when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    if words and words[0] == "query":
        from paradiplomacy.commands import query as command

        return command.run(words[1:])
    parser = _parser()
    parsed, rest = parser.parse_known_args(words)
    # The reader of arguments takes files only where the first of them stand, not behind an option.
    if rest and "files" in parsed and not any(word.startswith("-") for word in rest):
        parsed.files = [*parsed.files, *rest]
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if "run" not in parsed:
        raise UsageError("Name a command, such as paradiplomacy query; paradiplomacy --help lists them.")
    status: int = parsed.run(parsed)
    return status


def _parser() -> argparse.ArgumentParser:
    import argparse
    import re

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            choice = re.match(r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL)
            if choice:
                known = [name.strip("' ") for name in choice[3].split(",")]
                what = "command" if choice[1] == "COMMAND" else f"value of {choice[1]}"
                message = f'"{choice[2]}" is not a {what}; {suggestion(choice[2], known)}'
            else:
                message = f"{message}; see {self.prog} --help."
            raise UsageError(message)

    parser: argparse.ArgumentParser = Parser(
        prog="paradiplomacy", description="Query and check the knowledge graph of paradiplomacy."
    )
    parser.add_argument("--version", action="version", version=f"paradiplomacy {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    # Only listed here; querying.command reads its arguments.
    commands.add_parser("query", help="answer a stored query, or a query file", add_help=False)
    _add_format(commands)
    _add_validate(commands)
    _add_audit(commands)
    _add_publish(commands)
    _add_serve(commands)
    _add_load(commands)
    _add_void(commands)
    _add_link(commands)
    return parser


def _add_format(commands: Commands) -> None:
    command = commands.add_parser("format", help="write Turtle files in the project's one layout")
    command.add_argument("files", metavar="FILE", nargs="*", help="Turtle files; all of ours when left out")
    command.add_argument("--check", action="store_true", help="write nothing; list files that would change")
    command.set_defaults(run=_run_format)


def _run_format(parsed: argparse.Namespace) -> int:
    from pathlib import Path

    from paradiplomacy.rdf.turtle.canonical import format_files
    from paradiplomacy.rdf.turtle.locate import shown
    from paradiplomacy.release import own_files

    changed, count = format_files([Path(file) for file in parsed.files] or own_files(), parsed.check)
    for path in changed:
        print(shown(path))
    done = "not in canonical form" if parsed.check else "rewritten"
    print(f"{count} file{'s' * (count != 1)} read, {len(changed)} {done}.", file=sys.stderr)
    return 1 if parsed.check and changed else 0


def _add_audit(commands: Commands) -> None:
    command = commands.add_parser("audit", help="compare the graph with the text of its source")
    command.add_argument("files", metavar="FILE", nargs="*", help="Turtle files; all of ours when left out")
    command.add_argument("--article", metavar="FILE", help="the text of the source")
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--write-offsets", action="store_true", help="compute where each quote stands and write it into the files"
    )
    what.add_argument(
        "--list-uncovered", action="store_true", help="print the uncovered sentences as rows for uncoded.csv"
    )
    command.set_defaults(run=_run_audit)


def _run_audit(parsed: argparse.Namespace) -> int:
    from pathlib import Path

    from paradiplomacy.auditing.article import find_article
    from paradiplomacy.auditing.quotes import files_with_passages

    article = find_article(Path(parsed.article) if parsed.article else None)
    files = [Path(file) for file in parsed.files] or files_with_passages()
    if parsed.list_uncovered:
        from paradiplomacy.auditing.audit import list_uncovered

        print(list_uncovered(files, article), end="")
        return 0
    if parsed.write_offsets:
        from paradiplomacy.auditing.anchor import write_offsets

        done = write_offsets(article, files)
        for problem in done.problems:
            print(problem)
        print(done.summary, file=sys.stderr)
        return 1 if done.problems else 0
    from paradiplomacy.auditing.audit import audit

    report = audit(files, article)
    for line in [*report.findings, *report.summary]:
        print(line)
    return report.status


def _add_validate(commands: Commands) -> None:
    from paradiplomacy.commands.validate import declare

    declare(commands.add_parser("validate", help="check the graph, your own files or an endpoint against the shapes"))


def _add_publish(commands: Commands) -> None:
    command = commands.add_parser("publish", help="validate the graph, answer every query and write the release")
    command.add_argument("folder", metavar="DIR", nargs="?", default="dist", help="where to write it (default: dist)")
    command.add_argument("--shards", metavar="N", type=int, default=0, help="also write the N-Quads in N sorted files")
    command.set_defaults(run=_run_publish)


def _run_publish(parsed: argparse.Namespace) -> int:
    import shutil
    from pathlib import Path

    from paradiplomacy.publishing.publish import publish

    width = shutil.get_terminal_size((100, 24)).columns
    if not 0 <= parsed.shards <= MOST_SHARDS:
        raise UsageError(f"--shards {parsed.shards} is not a number of files from 0 to {MOST_SHARDS}.")
    comparison = publish(
        Path(parsed.folder), say=lambda line: print(line, file=sys.stderr), width=width, shards=parsed.shards
    )
    print(comparison, end="")
    return 0


def _add_load(commands: Commands) -> None:
    from paradiplomacy.commands.load import declare

    declare(commands.add_parser("load", help="put the graph, or your own files, into a triple store: all or nothing"))


def _add_void(commands: Commands) -> None:
    from paradiplomacy.commands.void import declare

    declare(commands.add_parser("void", help="describe the graph, or that of an endpoint, in VoID with its counts"))


def _add_serve(commands: Commands) -> None:
    from paradiplomacy.commands.serve import declare

    declare(commands.add_parser("serve", help="answer SPARQL and serve the graph over HTTP"))


def _add_link(commands: Commands) -> None:
    from paradiplomacy.commands.link import declare

    declare(commands.add_parser("link", help="check, suggest, compare and export links to Wikidata"))
