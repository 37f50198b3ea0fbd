"""A client of the Model Context Protocol, the official one, that talks to a real ``paradiplomacy mcp``."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mcp import ClientSession, StdioServerParameters, types
from mcp.client.stdio import stdio_client


@dataclass(frozen=True)
class Result:
    """What a tool answered: its text, its structure, and whether it is an error."""

    text: str
    data: dict[str, Any]
    is_error: bool


@dataclass(frozen=True)
class Session:
    """The tools that a server offers, and its answers to the calls, in order."""

    tools: dict[str, types.Tool]
    results: list[Result]


def command(*words: str | Path) -> list[str]:
    """The command of a server."""
    return [sys.executable, "-P", "-m", "paradiplomacy", "mcp", *map(str, words)]


def session(calls: Sequence[tuple[str, dict[str, Any]]], *words: str | Path, at_once: bool = False) -> Session:
    """Start a server with ``words``, make the calls one after the other or all ``at_once``, and end it."""
    with ThreadPoolExecutor(1) as thread:
        # In a thread of its own: the browser of other tests keeps an event loop in this one.
        return thread.submit(asyncio.run, _session(calls, command(*words), at_once)).result()


async def _session(calls: Sequence[tuple[str, dict[str, Any]]], words: list[str], at_once: bool) -> Session:
    server = StdioServerParameters(command=words[0], args=words[1:], env=dict(os.environ))
    async with stdio_client(server) as (read, write), ClientSession(read, write) as client:
        await client.initialize()
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        if at_once:
            results = list(await asyncio.gather(*(_call(client, *call) for call in calls)))
        else:
            results = [await _call(client, *call) for call in calls]
    return Session(tools, results)


async def _call(client: ClientSession, tool: str, arguments: dict[str, Any]) -> Result:
    found = await client.call_tool(tool, arguments)
    assert isinstance(found, types.CallToolResult)
    [content] = found.content
    assert isinstance(content, types.TextContent)
    return Result(content.text, found.structured_content, found.is_error)
