"""The temporary folder of a server, which the next one removes when this one is killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def own_folder(prefix: str) -> Iterator[Path]:
    """A temporary folder, locked while this process lives; those of its kind that were left behind are removed."""
    with tempfile.TemporaryDirectory(prefix=prefix) as name:
        folder = Path(name)
        with (folder / "unlocked").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (folder / "unlocked").rename(folder / "lock")  # so that nobody meets one that is not locked yet
            for left in folder.parent.glob(f"{prefix}*/lock"):
                with suppress(OSError), left.open("rb+") as other:
                    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    if left.parent.stat().st_uid == os.getuid():
                        shutil.rmtree(left.parent, ignore_errors=True)
            yield folder
