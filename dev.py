#!/usr/bin/env python3
"""Set up this clone and do one job in it.

    python3 dev.py publish [DIR]     validate the graph, answer every stored query, write dist/
                                     (a relative DIR is one in this clone)
    python3 dev.py test [ARG...]     ruff, mypy, canonical Turtle, then pytest (ARG goes to pytest)
    python3 dev.py check             ruff and mypy alone
    python3 dev.py mutate [ARG...]   change one thing at a time and see whether the tests notice
    python3 dev.py release X.Y.Z     prove that this clone can be released, then write the version, commit and tag;
                                     --dry-run changes nothing and says what it would do

What is for users, such as query and serve, is then .venv/bin/paradiplomacy.

The first run makes .venv (with uv when it is on PATH, else with venv and pip) and installs the
project into it, for the others with their tools; later runs install again only when
pyproject.toml or the Python version changed, or when the tools are missing. What you install
into .venv yourself stays there. PARADIPLOMACY_VENV names another folder for it, and
PARADIPLOMACY_EXTRAS what test and check install besides (browser: what opens the pages).
Needs nothing but Python's own library. It is written so that an old Python can still read it and
say that it is too old.
"""

import difflib
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
VENV = os.path.join(ROOT, os.environ.get("PARADIPLOMACY_VENV") or ".venv")
STAMP = os.path.join(VENV, "installed.sha256")
OLDEST = (3, 11)
JOBS = ["publish", "test", "check", "mutate", "release"]
SOURCES = ["src", "tests", "benchmarks", "examples", "dev.py"]


class SetUpError(Exception):
    """A reason, in plain words, why the environment cannot be made."""


def tools(more: str) -> str:
    """The extra of test and check, with the extras named in ``more``."""
    return ",".join(["dev", *more.replace(",", " ").split()])


TOOLS = tools(os.environ.get("PARADIPLOMACY_EXTRAS", ""))


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


def tool(name: str) -> str:
    """The path of a command inside the environment."""
    windows = os.name == "nt"
    return os.path.join(VENV, "Scripts" if windows else "bin", name + (".exe" if windows else ""))


def fingerprint(extra: str) -> str:
    """What an environment with the extra depends on: pyproject.toml and this Python's version."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as stream:
        return hashlib.sha256(stream.read() + repr((sys.version_info[:3], extra)).encode()).hexdigest()


def sound(modules: str) -> bool:
    """Whether the environment has a Python of this version that can import the modules."""
    code = "import %s; sys.exit(sys.version_info[:2] != %r)" % (modules, tuple(sys.version_info[:2]))
    python = tool("python")
    return os.path.exists(python) and subprocess.call([python, "-c", code], stderr=subprocess.DEVNULL) == 0


def installed() -> str:
    """The fingerprint of the finished environment; empty when there is none or it is broken."""
    try:
        with open(STAMP, encoding="ascii") as stream:
            return stream.read() if os.path.exists(tool("python")) else ""
    except OSError:
        return ""


def steps(uv: Optional[str], extra: str) -> Iterator[List[str]]:
    """The commands that make the environment, where it is not sound, and install the project with the extra."""
    python = tool("python")
    venv = [uv, "venv", "--quiet", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    pip = (
        [uv, "pip", "install", "--python", python]
        if uv
        else [python, "-m", "pip", "install", "--disable-pip-version-check"]
    )
    if not sound("sys" if uv else "sys, pip"):
        yield [*venv, "--clear", VENV]
    yield [*pip, "--quiet", "-e", "%s[%s]" % (ROOT, extra)]


def set_up(extra: str) -> None:
    """Install the project with the extra, unless the environment that is there is finished and has it."""
    # Two runs at once must not build into one folder; the lock goes when the process does.
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        # An environment with the tools does for every job.
        if installed() in (fingerprint(extra), fingerprint(TOOLS)):
            return
        uv = shutil.which("uv")
        complaint = None if uv else missing_venv()
        if complaint:
            raise SetUpError(complaint)
        try:
            os.makedirs(VENV, exist_ok=True)
            open(STAMP, "w").close()  # emptied, so that an interrupted set-up is never taken for a finished one
        except OSError as error:
            reason = "%s cannot be written (%s)" % (VENV, error.strerror)
            raise SetUpError(reason + "; make the folder writable, or copy the clone to one that is.") from None
        say("installing into %s with %s (about a minute, once) ..." % (VENV, "uv" if uv else "venv and pip"))
        for step in steps(uv, extra):
            # Results alone go to stdout; what the installer says is progress.
            if subprocess.call(step, cwd=ROOT, stdout=sys.stderr) != 0:
                raise SetUpError(
                    "The set-up failed at `%s` (its own words are above). Check the network connection and the "
                    "disk space, then run the same command again; if that does not help, delete %s first."
                    % (" ".join(step), VENV)
                )
        with open(STAMP, "w", encoding="ascii") as stream:
            stream.write(fingerprint(extra))


def say(message: str) -> None:
    """Print one line of progress to stderr."""
    sys.stderr.write("dev.py: " + message + "\n")
    sys.stderr.flush()


def run(*command: str) -> int:
    """Run a command of the environment in the clone; gives its exit status."""
    return subprocess.call([tool(command[0]), *command[1:]], cwd=ROOT)


def check(*more: List[str]) -> int:
    """Run ruff, mypy and more, all of them, and name each that fails; gives the first exit status that is not 0."""
    sources = [name for name in SOURCES if os.path.exists(os.path.join(ROOT, name))]
    worst = 0
    for step in (["ruff", "check", *sources], ["ruff", "format", "--check", *sources], ["mypy", *sources], *more):
        status = run(*step)
        if status != 0:
            say("FAILED: " + " ".join(step))
        worst = worst or status
    return worst


def test(arguments: List[str]) -> int:
    """Run the checks, then pytest on all cores, whose summary closes the output."""
    checked = check(["paradiplomacy", "format", "--check"])
    if checked != 0:
        say("the checks above failed, so this run fails whatever the tests below say")
    # xdist would begin a test that ended its process again, and again; so the run ends there.
    # One more than there are cores, since many tests wait for a server or a clock.
    workers = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadscope"]
    workers += ["--no-loadscope-reorder", "--max-worker-restart", "0"]
    # No test collected is pytest's exit status 5: a failure like any other.
    return run("pytest", *workers, *arguments) or checked


def main(arguments: List[str]) -> int:
    """Do the job named first in the arguments; gives the exit status."""
    complaint = old_python(sys.version_info[:3])
    if complaint:
        say(complaint)
        return 2
    if "-h" in arguments or "--help" in arguments:
        sys.stdout.write(__doc__ or "")
        return 0
    job, rest = (arguments or [""])[0], arguments[1:]
    if job not in JOBS:
        near = difflib.get_close_matches(job, JOBS, 1)
        if job:
            hint = "did you mean %s?" % near[0] if near else "what is for users is .venv/bin/paradiplomacy"
            say("there is no job called %s; %s" % (job, hint))
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        set_up("serve" if job == "publish" else TOOLS)
    except (SetUpError, OSError) as error:
        say(str(error))
        return 2
    if job == "publish":
        return run("paradiplomacy", "publish", *rest)
    if job == "mutate":
        return run("python", os.path.join("tests", "mutation", "run.py"), *rest)
    if job == "release":
        return run("python", "-m", "paradiplomacy.releasing.guard", *rest)
    return test(rest) if job == "test" else check()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
