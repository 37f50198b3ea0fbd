"""The command ``paradiplomacy``: parse the arguments, call the module of the command, report an error as a sentence."""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys

from paradiplomacy.commands import query
from paradiplomacy.commands.arguments import Parser
from paradiplomacy.commands.console import say
from paradiplomacy.errors import ParadiplomacyError, UsageError
from paradiplomacy.version import __version__

INTERRUPTED = 130
CLOSED_PIPE = 141  # as the shell reports a program that was stopped by SIGPIPE

# Each command but ``query`` is a module with ``declare``, which adds its arguments to a parser.
_COMMANDS = {
    "format": "write Turtle files in the project's one layout",
    "validate": "check the graph, your own files or an endpoint against the shapes",
    "audit": "compare the graph with the text of its source",
    "publish": "validate the graph, answer every query and write the release",
    "serve": "answer SPARQL and serve the graph over HTTP",
    "mcp": "let language agents ask the graph and get the words behind each fact",
    "load": "put the graph, or your own files, into a triple store: all or nothing",
    "void": "describe the graph, or that of an endpoint, in VoID with its counts",
    "verify": "whether a copy is ours: the same, changed, of another version or not ours at all",
    "cite": "how to cite the graph, a record or a source, as text or BibTeX",
    "link": "check, suggest, compare and export links to Wikidata",
    "add": "add a source from tables, CSV or XLSX, with the words behind every fact",
    "bulk": "map large tables of ties into sorted N-Quads and a store on disk",
}


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
        say(str(error))
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return CLOSED_PIPE
    except MemoryError:
        say("there is not enough memory for this; give it smaller files, or more memory.")
        return ParadiplomacyError.exit_status
    except OSError as error:
        _drop_output()
        # Only the output is written to without its name being known here.
        name = error.filename or ("the output" if error.errno == errno.ENOSPC else "")
        say(f"{name}{': ' * bool(name)}{error.strerror or error}.")
        return ParadiplomacyError.exit_status


def _drop_output() -> None:
    """Discard what is still to be written; otherwise the interpreter complains when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    words = _in_order(words)
    # Its options depend on the query, so it makes a parser of its own.
    if words and words[0] == "query":
        return query.run(words[1:])
    parser = _parser(words)
    parsed, rest = parser.parse_known_args(words)
    # argparse takes files only where the first of them stand, not behind an option.
    if rest and "files" in parsed and not any(word.startswith("-") for word in rest):
        parsed.files = [*parsed.files, *rest]
    elif rest:
        parser.refuse(rest, words)
    if "run" not in parsed:
        raise UsageError("Name a command, such as paradiplomacy query; paradiplomacy --help lists them.")
    status: int = parsed.run(parsed)
    return status


def _in_order(words: list[str]) -> list[str]:
    """The command first, then its options; ``help`` and ``version`` as the options that they mean."""
    commands = {"query", "help", "version", *_COMMANDS}
    place = next((place for place, word in enumerate(words) if word in commands), 0)
    before = words[:place]
    # Each word before the command is an option or the value of the option before it; --help comes before as well.
    if all(word.startswith("-") or (at and before[at - 1].startswith("--")) for at, word in enumerate(before)):
        words = [*words[place : place + 1], *before, *words[place + 1 :]]
    if words[:1] == ["version"]:
        return ["--version"]
    return [*words[1:], "--help"] if words[:1] == ["help"] else words


def _parser(words: list[str]) -> Parser:
    """The parser of all commands; only one that ``words`` name is imported for its arguments."""
    parser = Parser(prog="paradiplomacy", description="Query and check the knowledge graph of paradiplomacy.")
    parser.add_argument("--version", action="version", version=f"paradiplomacy {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    commands.add_parser("query", help="answer a stored query, or a query file", add_help=False)
    for name, summary in _COMMANDS.items():
        command = commands.add_parser(name, help=summary)
        if name in words:
            importlib.import_module(f"paradiplomacy.commands.{name}").declare(command)
    return parser
