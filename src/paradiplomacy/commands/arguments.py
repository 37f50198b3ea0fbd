"""The parser of arguments, whose errors are one sentence, and the options that several commands take."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from paradiplomacy.commands.console import say
from paradiplomacy.errors import UsageError, suggestion
from paradiplomacy.release import home

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paradiplomacy.sparql.remote import Remote

CONNECTION = ("user", "contact", "timeout")


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that raises UsageError, with the nearest choice, instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError for what argparse calls ``message``."""
        if choice := re.match(r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL):
            known = [name.strip("' ") for name in choice[3].split(",")]
            what = "command" if choice[1] == "COMMAND" else f"value of {choice[1]}"
            raise UsageError(f'"{choice[2]}" is not a {what}; {suggestion(choice[2], known)}')
        if option := re.fullmatch(r"argument (--\S+): expected one argument", message):
            raise UsageError(f"{option[1]} needs a value; write {option[1]} VALUE.")
        raise UsageError(f"{message}; see {self.prog} --help.")


def declare_connection(command: argparse.ArgumentParser) -> None:
    """Add the options of a connection to a SPARQL endpoint."""
    command.add_argument("--user", metavar="NAME", help="user; PARADIPLOMACY_PASSWORD or a prompt gives the password")
    command.add_argument("--contact", metavar="WHO", help="whom the operator may write to (or PARADIPLOMACY_CONTACT)")
    command.add_argument("--timeout", metavar="SECONDS", help="how long to wait for an answer (default: 60)")


def connected(parsed: argparse.Namespace) -> Remote:
    """The endpoint that ``--endpoint``, ``--graph`` and the options of a connection name."""
    from paradiplomacy.sparql.connect import connect

    options = {name: getattr(parsed, name) for name in CONNECTION}
    return connect(parsed.endpoint, graphs=parsed.graph or (), say=say, **options)


def refuse_without_endpoint(name: str) -> NoReturn:
    """Raise UsageError for the option ``name``, which was given without ``--endpoint``."""
    raise UsageError(f"--{name} belongs with --endpoint; give the address of a SPARQL endpoint too.")


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
