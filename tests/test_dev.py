"""dev.py: what it says when it cannot set up, when it sets up again, and which exit status it passes on."""

from __future__ import annotations

import ast
import errno
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "dev.py"


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py as a module whose clone is an empty folder with a pyproject.toml, and no uv on PATH."""
    monkeypatch.delenv("PARADIPLOMACY_EXTRAS", raising=False)
    spec = importlib.util.spec_from_file_location("dev_under_test", DEV)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(venv))
    monkeypatch.setattr(module, "STAMP", str(venv / "installed.sha256"))
    monkeypatch.setattr("shutil.which", lambda name: None)
    return module


@pytest.fixture
def calls(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that dev.py would run; each succeeds, and the first of a set-up makes the Python, which is sound."""
    made: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        if "-c" not in command:
            made.append(command)
        python = Path(dev.tool("python"))
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        return 0

    monkeypatch.setattr("subprocess.call", call)
    return made


def test_it_is_readable_by_an_old_python() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_test_that_waits_for_ever_ends_the_run(dev: ModuleType, calls: list[list[str]], tmp_path: Path) -> None:
    dev.test([])
    (command,) = [call for call in calls if Path(call[0]).name == "pytest"]
    (tmp_path / "test_waits.py").write_text("import threading\ndef test_it(): threading.Event().wait()\n")
    settings = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "-o", "faulthandler_timeout=1"]
    words = [sys.executable, "-m", "pytest", *command[1:], *settings, f"--rootdir={tmp_path}", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=100, check=False)
    assert done.returncode == 1
    assert "crashed while running 'test_waits.py::test_it'" in done.stdout
    assert 'test_waits.py", line 2 in test_it' in done.stderr


def old_pythons() -> list[str]:
    versions = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    return sorted(str(path) for path in versions.glob("3.[6-9].*/bin/python"))


@pytest.mark.skipif(not old_pythons(), reason="no Python older than 3.10 is installed")
def test_an_old_python_is_told_so_in_one_line() -> None:
    for python in old_pythons():
        run = subprocess.run([python, str(DEV), "test"], capture_output=True, encoding="utf-8", check=False)
        assert run.returncode == 2
        assert run.stdout == ""
        assert run.stderr.startswith("dev.py: Python 3.11 or newer is needed; this is 3.")
        assert run.stderr.count("\n") == 1


def test_the_oldest_python_that_will_do(dev: ModuleType) -> None:
    assert dev.old_python((3, 10, 13)) == "Python 3.11 or newer is needed; this is 3.10.13."
    assert dev.old_python((3, 11, 0)) is None
    assert dev.old_python((4, 0, 0)) is None


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_venv_is_told_with_what_to_install(
    dev: ModuleType,
    calls: list[list[str]],
    module: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == module else object())
    assert dev.main(["test"]) == 2
    told = capsys.readouterr().err
    assert f"This Python lacks {module}" in told
    assert f"apt install python3.{sys.version_info[1]}-venv" in told
    assert calls == []


def test_a_missing_venv_does_not_matter_where_uv_is(
    dev: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: "/opt/uv")
    dev.set_up("dev")
    assert [command[:2] for command in calls] == [["/opt/uv", "venv"], ["/opt/uv", "pip"]]


def jobs(calls: list[list[str]]) -> list[str]:
    """Of each command of a set-up, the module that it runs."""
    return [command[2] for command in calls]


def test_it_sets_up_once(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.set_up("dev")
    assert jobs(calls) == ["venv", "pip"]
    dev.set_up("dev")
    assert len(calls) == 2


def test_publish_needs_no_tools_and_test_adds_them(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.main(["publish"])
    assert [command[-1] for command in calls[1:]] == [dev.ROOT + "[serve]", "publish"]
    dev.set_up("serve")
    dev.set_up("dev")
    assert [command[-1] for command in calls[3:]] == [dev.ROOT + "[dev]"]
    dev.set_up("serve")
    assert len(calls) == 4


def test_extras_are_installed_with_the_tools(
    dev: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "TOOLS", dev.tools("browser, spark"))
    dev.main(["check"])
    assert calls[1][-1] == dev.ROOT + "[dev,browser,spark]"
    dev.set_up("serve")
    assert [command[-1] for command in calls if "install" in command] == [calls[1][-1]]


def change_project(dev: ModuleType) -> None:
    Path(dev.ROOT, "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")


def unmark(dev: ModuleType) -> None:
    Path(dev.STAMP).unlink()


@pytest.mark.parametrize("change", [change_project, unmark])
def test_a_sound_environment_is_installed_into_and_keeps_what_is_in_it(
    dev: ModuleType, calls: list[list[str]], change: Callable[[ModuleType], None]
) -> None:
    dev.set_up("dev")
    change(dev)
    dev.set_up("dev")
    assert jobs(calls) == ["venv", "pip", "pip"]


def test_an_environment_without_its_python_is_made_again(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.set_up("dev")
    Path(dev.tool("python")).unlink()
    dev.set_up("dev")
    assert jobs(calls) == ["venv", "pip"] * 2


@pytest.mark.parametrize(
    ("modules", "version", "sound"),
    [("sys, pip", None, True), ("sys, no_such_module", None, False), ("sys", (3, 99), False)],
)
def test_what_a_sound_environment_is(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    modules: str,
    version: tuple[int, int] | None,
    sound: bool,
) -> None:
    assert not dev.sound(modules)
    monkeypatch.setattr(dev, "tool", lambda name: sys.executable)
    monkeypatch.setattr("sys.version_info", version or sys.version_info)
    assert dev.sound(modules) is sound


def test_an_interrupted_set_up_is_done_again(
    dev: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up("dev")
    change_project(dev)
    succeed = subprocess.call

    def interrupt(command: list[str], **_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.call", interrupt)
    with pytest.raises(KeyboardInterrupt):
        dev.set_up("dev")
    assert dev.installed() == ""
    monkeypatch.setattr("subprocess.call", succeed)
    dev.set_up("dev")
    assert jobs(calls) == ["venv", "pip", "pip"]
    assert dev.installed() == dev.fingerprint("dev")


def test_a_failed_install_is_told_in_plain_words(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("subprocess.call", lambda command, **_: 1)
    assert dev.main(["publish"]) == 2
    assert "The set-up failed" in capsys.readouterr().err
    assert dev.installed() == ""


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    dev: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: str, exist_ok: bool) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr("os.makedirs", refuse)
    assert dev.main(["publish"]) == 2
    assert capsys.readouterr().err == (
        f"dev.py: {dev.VENV} cannot be written (Permission denied); "
        "make the folder writable, or copy the clone to one that is.\n"
    )
    assert calls == []


def test_the_arguments_go_to_the_tool(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.main(["test", "-k", "x"])
    workers = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadscope"]
    workers += ["--no-loadscope-reorder", "--max-worker-restart", "0"]
    assert calls[-1] == [dev.tool("pytest"), *workers, "-k", "x"]
    dev.main(["publish", "out"])
    assert calls[-1] == [dev.tool("paradiplomacy"), "publish", "out"]
    dev.main(["release", "0.2.0", "--dry-run"])
    assert calls[-1] == [dev.tool("python"), "-m", "paradiplomacy.releasing.guard", "0.2.0", "--dry-run"]


def test_the_tests_come_last_and_run_every_check_before(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.set_up("dev")
    del calls[:]
    assert dev.main(["test"]) == 0
    assert [Path(command[0]).name for command in calls] == ["ruff", "ruff", "mypy", "paradiplomacy", "pytest"]


@pytest.mark.parametrize("failing", ["paradiplomacy", "ruff", "mypy", "pytest"])
def test_any_failure_fails_the_run(
    dev: ModuleType, calls: list[list[str]], failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up("dev")
    # 5 is what pytest gives when it collected no test.
    monkeypatch.setattr("subprocess.call", lambda command, **_: 5 * (Path(command[0]).name == failing))
    assert dev.main(["test"]) == 5


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], ""),
        (["build"], "dev.py: there is no job called build; what is for users is .venv/bin/paradiplomacy\n"),
        (["publsh"], "dev.py: there is no job called publsh; did you mean publish?\n"),
    ],
)
def test_wrong_usage_shows_what_there_is(
    dev: ModuleType, calls: list[list[str]], capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert dev.main(arguments) == 2
    assert capsys.readouterr() == ("", f"{told}{dev.__doc__}")
    assert calls == []


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["test", "--help"], ["publish", "-h"]])
def test_help_builds_nothing(
    dev: ModuleType, calls: list[list[str]], capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert dev.main(arguments) == 0
    assert capsys.readouterr() == (dev.__doc__, "")
    assert calls == []


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with ``.ci/run``, whose ``dev.py`` only says how it was called, and fails for the newest Python."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / "dev.py").write_text(
        """import os, sys
OLDEST = (3, 11)
missing_venv = lambda: None
if __name__ == "__main__":
    print("ran", os.environ["PARADIPLOMACY_VENV"], *sys.argv[1:], os.environ.get("N3", ""))
    sys.exit(int(os.environ["FAILING"] in sys.argv))
"""
    )
    return tmp_path


def ci(clone: Path, *pythons: str, failing: str = "", programs: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``.ci/run`` where these Pythons are on PATH, each a name of this one that tells another version.

    With CI=true where there is a script ``programs`` to install the others.
    """
    if programs:
        (clone / ".ci" / "programs").write_text(f"#!/bin/sh\n{programs}\n")
        (clone / ".ci" / "programs").chmod(0o755)
    for version in pythons:
        python = clone / f"python{version.rpartition('.')[0]}"
        code = f"import sys; sys.version_info = ({version.replace('.', ', ')}); sys.executable = {str(python)!r}; "
        # Run with -c, as ``.ci/run`` does to ask for the version, else with a file.
        python.write_text(
            f"""#!/bin/sh
if [ "$2" = -c ]; then exec {sys.executable} -B -c "$(printf '%s\\n%s' "{code}" "$3")"; fi
exec {sys.executable} "$@"
"""
        )
        python.chmod(0o755)
    setting = "true" if programs else "false"
    environment = {"PATH": f"{clone}:/usr/bin:/bin", "HOME": str(clone), "CI": setting, "FAILING": failing}
    return subprocess.run(
        [str(clone / ".ci" / "run")], capture_output=True, encoding="utf-8", env=environment, check=False
    )


def ran(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What ``dev.py`` was called with, in order."""
    return [line.rstrip() for line in done.stdout.splitlines() if line.startswith("ran ")]


def test_ci_tests_with_the_newest_python_and_then_all_with_the_oldest(clone: Path) -> None:
    done = ci(clone, "3.11.0", "3.19.4", "3.12.1", "3.10.9")
    assert ran(done) == [
        "ran .venv-3.19 test -m not slow and not external",
        "ran .venv-3.11 test",
    ]
    assert done.returncode == 0, done.stderr


def test_ci_fails_where_only_the_newest_python_does_and_runs_the_whole_last(clone: Path) -> None:
    done = ci(clone, "3.11.0", "3.19.4", failing="-m")
    assert ran(done)[-1] == "ran .venv-3.11 test"
    assert done.returncode == 1


def test_ci_tests_with_the_programs_that_it_installs_beside_the_checks(clone: Path) -> None:
    done = ci(clone, "3.11.0", programs="echo \"export N3='a folder'\"")
    assert ran(done) == [
        "ran .venv-3.11 check",
        "ran .venv-3.11 test a folder",
    ]
    assert done.returncode == 0, done.stderr


def test_ci_fails_without_its_programs_and_says_why(clone: Path) -> None:
    done = ci(clone, "3.11.0", programs="echo no network >&2; exit 7")
    assert ran(done) == ["ran .venv-3.11 check"]
    assert (done.returncode, "no network" in done.stderr) == (7, True)
