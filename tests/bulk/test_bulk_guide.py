"""The commands and the program of docs/bulk.md run as they are printed there, and give what it prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from paradiplomacy.commands.main import main
from paradiplomacy.release import home


def _blocks(kind: str) -> list[str]:
    guide = (home() / "docs" / "bulk.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", guide, re.DOTALL)


def test_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("names.tsv", "relations.tsv"):
        Path(name).write_text(_blocks(name)[0], encoding="utf-8")
    bulk, query = (shlex.split(block) for block in _blocks("console"))
    assert main(bulk[1:]) == 0
    assert capsys.readouterr().err == _blocks("output")[0]
    exec(_blocks("python")[0], {})
    told = capsys.readouterr().out
    assert len(told.splitlines()) > 3
    assert main(query[1:]) == 0
    assert "Kōchi" in capsys.readouterr().out
