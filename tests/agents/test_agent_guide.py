"""The examples of the guide are what the server answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

from support.agent_client import session

GUIDE = Path(__file__).parent.parent.parent / "docs" / "agents.md"


def test_the_examples_are_the_answers() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    examples = re.findall(r"<!-- example -->\n```json\n(.*?)\n```\n```\n(.*?)\n```", text, re.DOTALL)
    assert len(examples) == 2
    results = session([("verify", json.loads(arguments)) for arguments, _ in examples]).results
    for (_, shown), result in zip(examples, results, strict=True):
        lines = result.text.splitlines()
        # The last line holds the digest, which changes with the data.
        assert shown.splitlines() == [*lines[:-1], "…"]


def test_the_tools_of_the_guide_are_those_of_the_server() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`.*?`) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: re.findall(r"`(\w+)`", arguments) for name, arguments in rows}
    tools = session([]).tools
    assert told == {
        name: [argument for argument in tool.input_schema["properties"] if argument != "lang"]
        for name, tool in tools.items()
    }
