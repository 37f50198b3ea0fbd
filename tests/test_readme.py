"""The README says what the project really does: its picture of the answer and the commands it names."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from paradiplomacy.commands.main import main
from paradiplomacy.graph import load
from paradiplomacy.publishing.comparison import table
from paradiplomacy.queries.stored import find

README = Path(__file__).parent.parent / "README.md"
WIDTH = 100


def test_the_picture_is_the_answer() -> None:
    text = README.read_text(encoding="utf-8")
    block = re.search(r"<!-- comparison:.*?-->\n```\n(.*?)\n```", text, re.DOTALL)
    assert block, "the README has no comparison block"
    graph = load()
    assert block[1] == table(graph.query("compare-sectors"), graph.query("sector-evidence"), WIDTH)


def commands() -> list[list[str]]:
    """The `paradiplomacy query` calls of the README, as words."""
    text = README.read_text(encoding="utf-8").replace("\n--", " --")
    found = re.findall(r"paradiplomacy (query [a-z].*?)(?:`|\s{2,}#| > |\n)", text)
    return [shlex.split(call) for call in found]


def test_the_readme_names_queries() -> None:
    assert len(commands()) >= 5


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_each_named_query_runs(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert find(words[1]).name == words[1]
    assert main(words) == 0
    assert len(capsys.readouterr().out.splitlines()) > 1


def test_every_linked_file_exists() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (README.parent / link).exists()] == []
