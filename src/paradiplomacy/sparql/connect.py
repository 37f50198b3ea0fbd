"""Connect to a SPARQL endpoint as the options of a command say: address, user, password, contact, patience."""

from __future__ import annotations

import os
import sys
import urllib.parse
from collections.abc import Sequence

from paradiplomacy.errors import UsageError, quoted
from paradiplomacy.sparql.http_client import Client, Say, checked_address
from paradiplomacy.sparql.remote import Remote

PASSWORD_VARIABLE = "PARADIPLOMACY_PASSWORD"
TIMEOUT = 60.0
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def connect(
    url: str,
    *,
    user: str | None = None,
    graphs: Sequence[str] = (),
    contact: str | None = None,
    timeout: str | float | None = None,
    update_url: str | None = None,
    say: Say = lambda line: None,
) -> Remote:
    """The endpoint at ``url``; with a ``user``, the password comes from PARADIPLOMACY_PASSWORD or the prompt.

    ``graphs`` are the named graphs that stand for the default graph, ``timeout`` the seconds to wait for an answer.
    Raises UsageError when one of these cannot be.
    """
    address = checked_address(url)
    for graph in graphs:
        checked_iri(graph)
    seconds = _seconds(timeout)
    client = Client(address, user, password_of(user, address, say), contact, seconds, say=say)
    return Remote(address, update_url, graphs, client=client)


def checked_iri(text: str) -> str:
    """``text`` if it is an absolute IRI that can stand in a query; raises UsageError if not."""
    import pyoxigraph as ox

    try:
        return ox.NamedNode(text).value
    except ValueError:
        raise UsageError(f"{quoted(text)} is not an IRI, so it cannot name a graph; write it whole.") from None


def password_of(user: str | None, address: str, say: Say) -> str | None:
    """The password of ``user`` from the environment, else typed at the prompt; None without a user."""
    if user is None:
        return None
    parts = urllib.parse.urlsplit(address)
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
        say(f"the password of {user} travels to {parts.hostname} unencrypted; use https where the server has it.")
    password = os.environ.get(PASSWORD_VARIABLE)
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise UsageError(f"Set {PASSWORD_VARIABLE} to the password of {user}; there is no terminal to ask for it.")
    import getpass

    try:
        return getpass.getpass(f"Password of {user} at {parts.hostname}: ")
    except EOFError:
        raise UsageError(f"No password was given for {user}; type it, or set {PASSWORD_VARIABLE}.") from None


def _seconds(timeout: str | float | None) -> float:
    if timeout is None:
        return TIMEOUT
    try:
        seconds = float(timeout)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 86_400:
        raise UsageError(f"{quoted(str(timeout))} is not a number of seconds from 1 to 86400 for --timeout.")
    return seconds
