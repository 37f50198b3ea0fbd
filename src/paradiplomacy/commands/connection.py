"""The options of a connection to a SPARQL endpoint, which several commands take."""

from __future__ import annotations

import argparse


def declare_connection(command: argparse.ArgumentParser) -> None:
    """Add the options of a connection to a SPARQL endpoint."""
    command.add_argument("--user", metavar="NAME", help="user; PARADIPLOMACY_PASSWORD or a prompt gives the password")
    command.add_argument("--contact", metavar="WHO", help="whom the operator may write to (or PARADIPLOMACY_CONTACT)")
    command.add_argument("--timeout", metavar="SECONDS", help="how long to wait for an answer (default: 60)")
