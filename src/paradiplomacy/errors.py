"""Errors that a user may see: each is one plain sentence and carries the exit status of the command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class ParadiplomacyError(Exception):
    """Base of all errors of this package; ``str(error)`` is the sentence to show."""

    exit_status = 2


class UsageError(ParadiplomacyError):
    """The command or the call was used in a way that it does not understand."""


class UnreadableInput(ParadiplomacyError):  # noqa: N818 - it says what is wrong
    """A file is missing, is not in the form it claims, or cannot be read."""


class NotRdf11(UnreadableInput):
    """A term of RDF 1.2 stands where only RDF 1.1 can be held."""


class EndpointError(ParadiplomacyError):
    """A SPARQL endpoint cannot be reached, refuses, or answers with something else than SPARQL asks for.

    ``status`` is the HTTP status of a refusal, 0 when there was none.
    """

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence)
        self.status = status


class CutAnswerError(EndpointError):
    """A server sent only the first ``most`` rows of an answer; 0 when it does not say how many."""

    def __init__(self, sentence: str, most: int) -> None:
        super().__init__(sentence)
        self.most = most


class DataError(ParadiplomacyError):
    """The input was read, but what it says fails a check."""

    exit_status = 1


def install(what: str) -> str:
    """The command that installs ``what`` where this program looks for it; a bare pip may install elsewhere."""
    return f"{sys.executable} -m pip install {what}"


def nearest(word: str, names: Iterable[str], count: int = 3) -> list[str]:
    """The names that look most like ``word``, best first, at most ``count``; case does not matter.

    >>> nearest("Gwanju", ["Medan", "Gwangju"])
    ['Gwangju']
    """
    import difflib

    spellings = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word.casefold(), spellings, n=count, cutoff=0.55)
    return [spellings[name] for name in close]


def suggestion(word: str, names: Iterable[str]) -> str:
    """What to append to an error about an unknown ``word``: the nearest of ``names``, else all of them.

    >>> suggestion("cvs", ["csv", "json"])
    'did you mean "csv"?'
    >>> suggestion("xx", ["csv", "json"])
    'known are "csv", "json".'
    """
    known = sorted(set(names))
    close = nearest(word, known)
    if close:
        return f"did you mean {' or '.join(quoted(name) for name in close)}?"
    if not known:
        return "none is known."
    shown = ", ".join(quoted(name) for name in known[:12])
    return f"known {'are' if len(known) > 1 else 'is'} {shown}{' and others' if len(known) > 12 else ''}."


def quoted(text: str) -> str:
    """``text`` in double quotes on one line, cut when long, for use in a sentence.

    >>> quoted("two\\nlines")
    '"two lines"'
    """
    line = " ".join(printable(text).split())
    return f'"{line[:77]}…"' if len(line) > 78 else f'"{line}"'


def printable(text: str) -> str:
    """``text`` with a space for each control character, which could take over a terminal.

    >>> printable("red\\x1b[31m")
    'red [31m'
    """
    return "".join(sign if sign.isprintable() else " " for sign in text)


def file_name(path: Path) -> str:
    """The name of a file for a message: from the current folder where it lies inside it."""
    try:
        return printable(str(path.resolve().relative_to(path.cwd())))
    except (ValueError, OSError, RuntimeError):  # it lies elsewhere, or is a link to itself
        return printable(str(path))
