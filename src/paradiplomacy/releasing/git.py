"""The few things that a release asks of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

from paradiplomacy.errors import UsageError


def run(root: Path, *words: str) -> str:
    """What ``git WORD...`` prints in ``root``; raises UsageError with its last line when it fails."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise UsageError("A release needs git, which is not on PATH; install it.") from None
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        raise UsageError(f"git {words[0]} failed: {last}")
    return done.stdout.rstrip()


def head(root: Path) -> str:
    """The last commit; raises UsageError where there is none."""
    return run(root, "rev-parse", "HEAD")


def changed(root: Path) -> list[str]:
    """The files that are not as the last commit has them, also those that git does not know but should."""
    return [line[3:] for line in run(root, "status", "--porcelain", "--untracked-files=all").splitlines()]


def has_tag(root: Path, tag: str) -> bool:
    """Whether the tag is there."""
    return bool(run(root, "tag", "--list", tag))
