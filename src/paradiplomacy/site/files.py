"""A file of the site: where it lies and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    """A file by its ``path`` from the root of the site, such as ``en/index.html``; ``make`` gives its content.

    It is made when it is asked for, so that a server makes only the pages that somebody reads.
    """

    path: str
    make: Callable[[], str | bytes]

    def body(self) -> bytes:
        """The content as bytes; text is UTF-8."""
        made = self.make()
        return made.encode() if isinstance(made, str) else made
