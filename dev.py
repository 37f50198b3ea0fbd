#!/usr/bin/env python3
"""Set up this clone and do one job in it.

    python3 dev.py publish [DIR]     validate the graph, answer every stored query, write dist/
                                     (a relative DIR is one in this clone)
    python3 dev.py test [ARG...]     ruff, mypy, canonical Turtle, then pytest (ARG goes to pytest)
    python3 dev.py check             ruff and mypy alone

The first run makes .venv (with uv when it is on PATH, else with venv and pip) and installs the
project into it, for test and check with their tools; later runs install again only when
pyproject.toml or the Python version changed, or when the tools are missing.
Needs nothing but Python's own library. It is written so that an old Python can still read it and
say that it is too old.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from typing import Iterator, List, Optional, Tuple

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "installed.sha256")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)
SOURCES = ["src", "tests", "benchmarks", "dev.py"]


class SetUpError(Exception):
    """A reason, in plain words, why the environment cannot be made."""


def old_python(version: Tuple[int, int, int]) -> Optional[str]:
    """The complaint about a Python that is too old, or None when it will do."""
    if version[:2] >= OLDEST:
        return None
    return "Python %d.%d or newer is needed; this is %d.%d.%d." % (OLDEST + tuple(version[:3]))


def missing_venv() -> Optional[str]:
    """The complaint about a Python without venv or ensurepip, or None when both are there."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if not missing:
        return None
    return (
        "This Python lacks %s, so no environment can be made. On Debian or Ubuntu run: "
        "apt install python%d.%d-venv (or install uv), then run the command again."
        % (" and ".join(missing), sys.version_info[0], sys.version_info[1])
    )


def fingerprint(tools: bool) -> str:
    """What an environment, with or without the tools, depends on: pyproject.toml and this Python's version."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as stream:
        digest = hashlib.sha256(stream.read())
    digest.update(repr((tuple(sys.version_info[:3]), tools)).encode())
    return digest.hexdigest()


def installed() -> Optional[str]:
    """The fingerprint of the finished environment; None when there is none or it is broken."""
    if not os.path.exists(tool("python")):
        return None
    try:
        with open(STAMP, encoding="ascii") as stream:
            return stream.read().strip()
    except OSError:
        return None


def tool(name: str) -> str:
    """The path of a command inside the environment."""
    return os.path.join(BIN, name + (".exe" if os.name == "nt" else ""))


def commands(uv: Optional[str], tools: bool) -> Iterator[List[str]]:
    """The commands that make the environment and install the project, in order."""
    project = ROOT + ("[dev]" if tools else "")
    if uv:
        yield [uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV]
        yield [uv, "pip", "install", "--quiet", "--python", tool("python"), "-e", project]
    else:
        yield [sys.executable, "-m", "venv", "--clear", VENV]
        pip = [tool("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        yield [*pip, "-e", project]
    # An editable install leaves the sources as they are, and the first commands would be slow.
    yield [tool("python"), "-m", "compileall", "-q", os.path.join(ROOT, "src")]


def set_up(tools: bool) -> None:
    """Make or renew the environment unless the one that is there is finished, current and has what is wanted."""
    # Two runs at once must not build into one folder; the lock goes when the process does.
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint(tools)
        # An environment with the tools does for every job.
        if installed() in (wanted, fingerprint(True)):
            return
        uv = shutil.which("uv")
        complaint = None if uv else missing_venv()
        if complaint:
            raise SetUpError(complaint)
        say("making .venv with %s (about a minute, once) ..." % ("uv" if uv else "venv and pip"))
        if os.path.exists(STAMP):
            os.remove(STAMP)  # so that an interrupted set-up is never taken for a finished one
        for command in commands(uv, tools):
            # Results alone go to stdout; what the installer says is progress.
            if subprocess.call(command, cwd=ROOT, stdout=sys.stderr) != 0:
                raise SetUpError(
                    "The set-up failed at `%s` (its own words are above). Check the network "
                    "connection and the disk space, then run the same command again." % " ".join(command)
                )
        with open(STAMP, "w", encoding="ascii") as stream:
            stream.write(wanted + "\n")


def say(message: str) -> None:
    """Print one line of progress to stderr."""
    sys.stderr.write("dev.py: " + message + "\n")
    sys.stderr.flush()


def run(name: str, *arguments: str) -> int:
    """Run a command of the environment in the clone; gives its exit status."""
    return subprocess.call([tool(name), *arguments], cwd=ROOT)


def check() -> int:
    """Run ruff and mypy; gives the first exit status that is not 0, after running them all."""
    sources = [name for name in SOURCES if os.path.exists(os.path.join(ROOT, name))]
    return first_failure(
        [
            ["ruff", "check", *sources],
            ["ruff", "format", "--check", *sources],
            ["mypy", *sources],
        ]
    )


def first_failure(steps: List[List[str]]) -> int:
    """Run every step, name each that fails; gives the first exit status that is not 0."""
    worst = 0
    for step in steps:
        status = run(*step)
        if status != 0:
            say("FAILED: " + " ".join(step))
            worst = worst or status
    return worst


def test(arguments: List[str]) -> int:
    """Run the checks, then pytest, whose summary closes the output."""
    formatted = first_failure([["paradiplomacy", "format", "--check"]])
    checked = check() or formatted
    if checked != 0:
        say("the checks above failed, so this run fails whatever the tests below say")
    # No test collected is pytest's exit status 5: a failure like any other.
    tested = run("pytest", *arguments)
    return tested or checked


def main(arguments: List[str]) -> int:
    """Do the job named first in the arguments; gives the exit status."""
    complaint = old_python(sys.version_info[:3])
    if complaint:
        say(complaint)
        return 2
    if not arguments or arguments[0] not in ("publish", "test", "check"):
        if arguments and arguments not in (["-h"], ["--help"]):
            say("there is no job called %s" % arguments[0])
        sys.stderr.write(__doc__ or "")
        return 0 if arguments in (["-h"], ["--help"]) else 2
    job, rest = arguments[0], arguments[1:]
    try:
        set_up(job != "publish")
    except (SetUpError, OSError) as error:
        say(str(error))
        return 2
    if job == "publish":
        return run("paradiplomacy", "publish", *rest)
    if job == "check":
        return check()
    return test(rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
