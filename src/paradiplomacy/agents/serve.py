"""``paradiplomacy mcp``: the tools as a server of the Model Context Protocol on standard input and output."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anyio
from mcp import types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from paradiplomacy.agents.held import Held, build
from paradiplomacy.agents.tools import ANSWER, INSTRUCTIONS, TOOLS, Tool
from paradiplomacy.agents.words import LANGUAGES, say
from paradiplomacy.errors import UsageError, quoted, suggestion
from paradiplomacy.server.own_folder import own_folder
from paradiplomacy.server.pool import Pool, WorkerError
from paradiplomacy.server.settings import Settings
from paradiplomacy.server.wire import Job
from paradiplomacy.version import __version__

#: A call has the limits of a query of ``serve``, but for the rows, which an agent has to read.
SETTINGS = Settings(workers=2, max_rows=1_000)
_WORKER = "agents.worker"
_PREFIX = "paradiplomacy-mcp-"


def serve(data: Sequence[Path]) -> int:
    """Serve our graph with the files ``data`` until standard input ends; raises UnreadableInput for a bad file."""
    # The thread that waits for input cannot be stopped, so an orderly end would wait for it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with own_folder(_PREFIX) as folder:
        held = build(folder / "database", data)
        answers = folder / "answers"
        answers.mkdir()
        try:
            anyio.run(_serve, held, Pool(folder / "database", answers, SETTINGS, _WORKER))
        except WorkerError:
            raise UsageError("The server could not start its first worker; the lines above say why.") from None
    return 0


async def _serve(held: Held, pool: Pool) -> None:
    await pool.start()
    offered = [_offered(tool) for tool in TOOLS.values()]

    async def list_tools(
        context: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=offered)

    async def call_tool(
        context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        return await _called(held, pool, params.name, params.arguments or {})

    server: Server[Any] = Server(
        "paradiplomacy",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    try:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())
    finally:
        await pool.stop()


def _offered(tool: Tool) -> types.Tool:
    hints = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.schema(),
        output_schema=ANSWER,
        annotations=hints,
    )


async def _called(held: Held, pool: Pool, name: str, arguments: dict[str, Any]) -> types.CallToolResult:
    """The result of a call; a mistake of the caller, or a call that was stopped, is an error with one sentence."""
    lang = arguments.get("lang")
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    try:
        if name not in TOOLS:
            raise UsageError(f"{quoted(name)} is not a tool; {suggestion(name, TOOLS)}")
        task = pool.submit(Job(name, TOOLS[name].checked(arguments)))
        try:
            reply = await task
        finally:
            pool.abandon(task)
        if reply.status != 200:
            raise UsageError(reply.body.decode().strip())
    except UsageError as error:
        return _result({"error": str(error)}, str(error), held, lang, is_error=True)
    told = json.loads(reply.body)
    return _result(told["data"], told["text"], held, lang)


def _result(data: dict[str, Any], text: str, held: Held, lang: str, is_error: bool = False) -> types.CallToolResult:
    """The result with the date and the digest of the graph, as every answer has them."""
    content = types.TextContent(text=f"{text}\n{say('graph', lang)}: {held.date}, sha256 {held.digest}.")
    return types.CallToolResult(content=[content], structured_content={**data, "graph": held.told()}, is_error=is_error)
