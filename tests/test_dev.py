"""dev.py: what it says when it cannot set up, when it sets up again, and which exit status it passes on."""

from __future__ import annotations

import ast
import importlib.util
import os
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
    spec = importlib.util.spec_from_file_location("dev_under_test", DEV)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(venv))
    monkeypatch.setattr(module, "STAMP", str(venv / "installed.sha256"))
    monkeypatch.setattr(module, "BIN", str(venv / "bin"))
    monkeypatch.setattr("shutil.which", lambda name: None)
    return module


@pytest.fixture
def calls(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that dev.py would run; each succeeds, and the first of a set-up makes the Python."""
    made: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        made.append(command)
        python = Path(dev.tool("python"))
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        return 0

    monkeypatch.setattr("subprocess.call", call)
    return made


def test_it_is_readable_by_an_old_python() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))


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
    dev.set_up(True)
    assert [command[:2] for command in calls] == [["/opt/uv", "venv"], ["/opt/uv", "pip"], [dev.tool("python"), "-m"]]


def test_it_sets_up_once(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.set_up(True)
    assert [command[1:3] for command in calls] == [["-m", "venv"], ["-m", "pip"], ["-m", "compileall"]]
    dev.set_up(True)
    assert len(calls) == 3


def test_publish_needs_no_tools_and_test_adds_them(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.set_up(False)
    assert calls[-2][-1] == dev.ROOT
    dev.set_up(False)
    assert len(calls) == 3
    dev.set_up(True)
    assert calls[-2][-1] == dev.ROOT + "[dev]"
    dev.set_up(False)
    assert len(calls) == 6


def change_project(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(dev.ROOT, "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")


def change_python(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 99, 0))


def break_python(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(dev.tool("python")).unlink()


@pytest.mark.parametrize("change", [change_project, change_python, break_python])
def test_it_sets_up_again_when_what_it_rests_on_changed(
    dev: ModuleType,
    calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[ModuleType, pytest.MonkeyPatch], None],
) -> None:
    dev.set_up(True)
    change(dev, monkeypatch)
    dev.set_up(True)
    assert len(calls) == 6


def test_an_interrupted_set_up_is_done_again(
    dev: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(True)
    change_project(dev, monkeypatch)
    succeed = subprocess.call

    def interrupt(command: list[str], **_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("subprocess.call", interrupt)
    with pytest.raises(KeyboardInterrupt):
        dev.set_up(True)
    assert dev.installed() is None
    monkeypatch.setattr("subprocess.call", succeed)
    dev.set_up(True)
    assert len(calls) == 6
    assert dev.installed() == dev.fingerprint(True)


def test_a_failed_install_is_told_in_plain_words(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("subprocess.call", lambda command, **_: 1)
    assert dev.main(["publish"]) == 2
    assert "The set-up failed" in capsys.readouterr().err
    assert dev.installed() is None


def test_the_arguments_go_to_the_tool(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.main(["test", "-k", "x"])
    assert calls[-1] == [dev.tool("pytest"), "-k", "x"]
    dev.main(["publish", "out"])
    assert calls[-1] == [dev.tool("paradiplomacy"), "publish", "out"]


def test_the_tests_come_last_and_run_every_check_before(dev: ModuleType, calls: list[list[str]]) -> None:
    dev.set_up(True)
    del calls[:]
    assert dev.main(["test"]) == 0
    assert [Path(command[0]).name for command in calls] == ["paradiplomacy", "ruff", "ruff", "mypy", "pytest"]


@pytest.mark.parametrize("failing", ["paradiplomacy", "ruff", "mypy", "pytest"])
def test_any_failure_fails_the_run(
    dev: ModuleType, calls: list[list[str]], failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up(True)
    # 5 is what pytest gives when it collected no test.
    monkeypatch.setattr("subprocess.call", lambda command, **_: 5 if Path(command[0]).name == failing else 0)
    assert dev.main(["test"]) == 5


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["tset"], 2), (["--help"], 0)])
def test_wrong_usage_shows_what_there_is(
    dev: ModuleType, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == status
    told = capsys.readouterr().err
    assert "python3 dev.py publish" in told
    assert ("there is no job called tset" in told) is (arguments == ["tset"])


def test_ci_runs_the_same_command() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert subprocess.run(["bash", "-n", str(run)], check=False).returncode == 0
    assert run.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 dev.py test"
