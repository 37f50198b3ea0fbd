"""Every command of a guide runs as it is printed there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from paradiplomacy.commands.main import main
from paradiplomacy.graph import load
from paradiplomacy.release import shapes_file

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "add-a-source.md"
SOURCE = ROOT / "examples" / "merdeka-2023.ttl"
# A source whose text nobody has at hand has passages without a position.
POSITION_NEEDED = "psh:PassagePosition" not in shapes_file().read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_the_guide_has_commands() -> None:
    assert len(commands()) >= 10
    assert all(line.startswith("paradiplomacy ") for line in commands())


@pytest.mark.parametrize("line", commands())
def test_each_command_of_the_guide_runs(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(line)[1:]
    if POSITION_NEEDED and words[0] in ("validate", "publish", "audit"):
        pytest.skip("the shapes of this branch want a position of every passage")
    shutil.copy(SOURCE, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0
    out = capsys.readouterr()
    assert out.out or out.err
    if words[0] in ("query", "cite"):
        assert "no row" not in out.err
    assert (tmp_path / SOURCE.name).read_bytes() == SOURCE.read_bytes()


def test_the_two_sources_disagree_and_both_stay() -> None:
    years = load(SOURCE, ours=True).query(
        "SELECT ?r ?y { ?r para:sinceYear ?y FILTER(CONTAINS(STR(?r), 'student-exchange')) }"
    )
    found = {(row["r"].rpartition("/")[2], row["y"]) for row in years}
    assert found >= {("medan-gwangju-student-exchange", "1999"), ("merdeka-2023-student-exchange", "1997")}


def test_every_quote_of_the_example_is_short() -> None:
    quotes = [row["q"] for row in load(SOURCE).query("SELECT ?q { ?s oa:exact ?q }")]
    assert len(quotes) == 2
    assert all(len(quote.split()) <= 15 for quote in quotes)
