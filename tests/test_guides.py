"""Every command of a guide runs as it is printed there, one after the other."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from paradiplomacy.commands.main import main

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "add-a-source.md"
MADE = Path("mine", "data", "merdeka-2023", "merdeka-2023.ttl")


def commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_the_commands_of_the_guide_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(commands()) >= 15
    monkeypatch.chdir(tmp_path)
    for line in commands():
        name, *words = shlex.split(line)
        assert name == "paradiplomacy"
        assert main(words) == 0, line
        out = capsys.readouterr()
        assert out.out or out.err, line
        assert "no row" not in out.err, line
        if "sources-agree" in line:
            assert "1997" in out.out and "1999" in out.out and "in conflict" in out.out
        if line.endswith("--lang id"):
            assert "tidak ada yang berubah" in out.err
    assert (tmp_path / MADE).read_bytes() == (ROOT / "data" / "merdeka-2023" / MADE.name).read_bytes()


def test_the_same_with_a_word_wrong_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = tmp_path / "tables"
    assert main(["add", "--export", str(tables), "--source", "merdeka-2023"]) == 0
    accounts = tables / "accounts.csv"
    accounts.write_text(accounts.read_text("utf-8").replace("1997,", "1998,"), encoding="utf-8")
    assert main(["add", str(tables), "--to", str(tmp_path / "mine")]) == 1
    assert "1998" in capsys.readouterr().out
    assert not (tmp_path / "mine" / "data").exists()
