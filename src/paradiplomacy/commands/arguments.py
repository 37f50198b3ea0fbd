"""The parser of arguments, whose errors are one sentence, and the options that several commands take."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from paradiplomacy.commands.console import say
from paradiplomacy.errors import UsageError, nearest, quoted, suggestion
from paradiplomacy.release import home

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from paradiplomacy.sparql.remote import Remote

CONNECTION = ("user", "contact", "timeout")
# What people call a format, and its name here.
_MEANT = {
    "excel": "xlsx",
    "xls": "xlsx",
    "tex": "latex",
    "md": "markdown",
    "ttl": "turtle",
    "htm": "html",
    "txt": "table",
}


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that raises UsageError, with the nearest choice, instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError for what argparse calls ``message``."""
        if choice := re.match(r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL):
            known = [name.strip("' ") for name in choice[3].split(",")]
            what = "command" if choice[1] == "COMMAND" else f"value of {choice[1]}"
            meant = _MEANT.get(choice[2].lower().lstrip("."), "")
            hint = f"did you mean {quoted(meant)}?" if meant in known else suggestion(choice[2], known)
            raise UsageError(f"{quoted(choice[2])} is not a {what}; {hint}")
        if option := re.fullmatch(r"argument (?:-\w/)?(--\S+): expected one argument", message):
            raise UsageError(f"{option[1]} needs a value; write {option[1]} VALUE.")
        if number := re.fullmatch(r"argument (--\S+): invalid (int|float) value: '(.*)'", message):
            kind = "whole number" if number[2] == "int" else "number"
            raise UsageError(f"{quoted(number[3])} is not a {kind}, which {number[1]} needs.")
        raise UsageError(f"{message}; see {self.prog} --help.")

    def refuse(self, words: Sequence[str], path: Sequence[str] = ()) -> NoReturn:
        """Raise UsageError for the ``words`` that were not understood: the first option, or else one word too many.

        ``path`` holds the command and what follows it, to tell whose options may be meant.
        """
        parser: argparse.ArgumentParser = self
        for word in path:
            for action in parser._actions:
                if isinstance(action, argparse._SubParsersAction) and word in action.choices:
                    parser = action.choices[word]
        option = next((word for word in words if word.startswith("-")), words[0]).partition("=")[0]
        if not option.startswith("-"):
            raise UsageError(f"{quoted(option)} is one word too many; see {parser.prog} --help.")
        close = nearest(option, parser._option_string_actions) if option.startswith("--") else []
        hint = f"did you mean {close[0]}?" if close else f"see {parser.prog} --help."
        raise UsageError(f"{quoted(option)} is not an option; {hint}")


def declare_endpoint(command: argparse.ArgumentParser, what: str) -> None:
    """Add ``--endpoint``, whose help is ``what``, ``--graph`` and the options of the connection."""
    command.add_argument("--endpoint", metavar="URL", help=what)
    command.add_argument(
        "--graph",
        metavar="IRI",
        action="append",
        default=[],
        help="with --endpoint: this named graph is the default graph; may be given more than once",
    )
    declare_connection(command)


def declare_connection(command: argparse.ArgumentParser) -> None:
    """Add the options of a connection to a SPARQL endpoint."""
    command.add_argument("--user", metavar="NAME", help="user; PARADIPLOMACY_PASSWORD or a prompt gives the password")
    command.add_argument("--contact", metavar="WHO", help="whom the operator may write to (or PARADIPLOMACY_CONTACT)")
    command.add_argument("--timeout", metavar="SECONDS", help="how long to wait for an answer (default: 60)")


def connected(parsed: argparse.Namespace, but: Container[str] = ()) -> Remote | None:
    """The endpoint that ``--endpoint``, ``--graph`` and the options of a connection name; None without an endpoint.

    Raises UsageError when one of the others, ``but`` those that mean something else here, is given alone.
    """
    if parsed.endpoint is None:
        for name in ("graph", *CONNECTION):
            if getattr(parsed, name) and name not in but:
                raise UsageError(f"--{name} belongs with --endpoint; give the address of a SPARQL endpoint too.")
        return None
    from paradiplomacy.sparql.connect import connect

    options = {name: getattr(parsed, name) for name in CONNECTION}
    return connect(parsed.endpoint, graphs=parsed.graph, say=say, **options)


def declare_data(command: argparse.ArgumentParser, verb: str, only: bool = True) -> None:
    """Add ``--data`` and, where our graph can be left out, ``--only``; ``verb`` says what the command does."""
    what = f"{verb} our graph with this file of yours; repeatable"
    command.add_argument("--data", metavar="FILE", action="append", default=[], help=what)
    if only:
        command.add_argument("--only", action="store_true", help="with --data: your files alone, without our graph")


def check_data(parsed: argparse.Namespace) -> None:
    """Raise UsageError for ``--only`` without ``--data``, or ``--data`` with ``--endpoint``."""
    if parsed.only and not parsed.data:
        raise UsageError("--only belongs with --data FILE, your own data.")
    if parsed.data and parsed.endpoint:
        raise UsageError("--data and --endpoint exclude each other; ask one of them.")


def output_file(name: str | Path | None, inputs: Iterable[str | Path] = ()) -> Path | None:
    """The file that ``--output`` names, checked before any work; None without a name.

    Raises UsageError for a folder, for one of ``inputs`` under whatever name, and for a file of the project's own
    ontology, data or queries: what is read is never what is written.
    """
    if not name:
        return None
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give the name of a file.")
    for given in map(Path, inputs):
        if path.resolve() == given.resolve() or (path.exists() and given.exists() and path.samefile(given)):
            raise UsageError(f"{path} is an input, which the output would overwrite; give another name.")
    if any(path.resolve().is_relative_to(home().resolve() / own) for own in ("ontology", "data", "queries")):
        raise UsageError(f"{path} lies among the project's own files, which people have reviewed; write elsewhere.")
    return path
