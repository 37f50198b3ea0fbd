"""Files of RDF that gzip has packed, such as ``dump.nt.gz``: they are read as what they hold."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import IO

from paradiplomacy.errors import UnreadableInput

_ENDING = ".gz"


def name_inside(path: str | Path) -> Path:
    """The path without the ending of gzip, whose own ending tells the form.

    >>> name_inside("dump.nt.gz").name, name_inside("dump.nt").name
    ('dump.nt', 'dump.nt')
    """
    whole = Path(path)
    return whole.with_suffix("") if is_packed(whole) else whole


def is_packed(path: str | Path) -> bool:
    """Whether the name of a file says that gzip has packed it."""
    return Path(path).suffix.lower() == _ENDING


def unpacked(file: IO[bytes], path: str | Path) -> IO[bytes]:
    """What ``file`` holds, in a file without a name, since readers go through it more than once; closes ``file``.

    Raises UnreadableInput where it is not gzip, is cut off, or the disk is full; ``path`` names it there.
    """
    import gzip
    import shutil
    import tempfile
    import zlib

    with contextlib.ExitStack() as stack:
        found = stack.enter_context(tempfile.TemporaryFile())
        try:
            with file, gzip.open(file) as inside:
                shutil.copyfileobj(inside, found)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise UnreadableInput(f"{path} is not gzip, or is cut off; pack it again, or give it unpacked.") from None
        except OSError as error:
            raise UnreadableInput(f"{path} cannot be unpacked: {error.strerror or error}.") from None
        found.seek(0)
        stack.pop_all()  # it is the caller who closes it
    return found
