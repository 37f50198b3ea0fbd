"""The parser of arguments, whose errors are one sentence, and the options that several commands take."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from paradiplomacy.commands.console import say
from paradiplomacy.errors import UsageError, suggestion

if TYPE_CHECKING:
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
