"""The command `paradiplomacy` of a clone, run in this process as a process of its own would run it."""

from __future__ import annotations

import io
import logging
import subprocess
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from paradiplomacy import release
from paradiplomacy.commands.main import main

#: Call it with the words of a `paradiplomacy` command line, and with variables of the environment.
Command = Callable[..., "subprocess.CompletedProcess[str]"]


def command_of(clone: Path, folder: Path, *first: str, encoding: str = "utf-8") -> Command:
    """A command that begins with the words `first`, is at home in the clone and works in the folder.

    It gives status, stdout and stderr; `encoding` is that of a locale. What a library logs or warns of is on stderr.
    """

    def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        given = [*first, *map(str, words)]
        out, err = io.BytesIO(), io.BytesIO()
        streams = [io.TextIOWrapper(end, encoding, newline="", write_through=True) for end in (out, err)]
        with (
            pytest.MonkeyPatch.context() as patch,
            warnings.catch_warnings(record=True) as warned,
            redirect_stdout(streams[0]),
            redirect_stderr(streams[1]),
        ):
            # What Python shows by default.
            for ignored in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
                warnings.simplefilter("ignore", ignored)
            # pytest's handlers would keep from stderr what a library logs.
            patch.setattr(logging.root, "handlers", [])
            patch.setattr(release.home, "__defaults__", (clone / "src" / "paradiplomacy",))
            patch.chdir(folder)
            for name, value in environment.items():
                patch.setenv(name, value)
            try:
                status = main(given)
            except SystemExit as end:
                status = int(end.code or 0)
        errors = err.getvalue().decode() + "".join(f"{each.category.__name__}: {each.message}\n" for each in warned)
        return subprocess.CompletedProcess(given, status, out.getvalue().decode(), errors)

    return run
