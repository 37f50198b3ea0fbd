"""Run the command in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from paradiplomacy.commands import main as cli

#: The type of the fixture ``run``.
Run = Callable[..., tuple[int, str, str]]


def run_command(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """The exit status of ``paradiplomacy WORD...``, and what it printed to stdout and stderr."""
    status = cli.main([*map(str, words)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err
