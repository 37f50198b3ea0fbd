"""The arguments of ``paradiplomacy mcp``, and from them to the running server."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from paradiplomacy.errors import UsageError, install


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments to ``command``."""
    command.add_argument("--data", metavar="FILE", nargs="+", default=[], help="serve our graph with these RDF files")
    command.epilog = "A client of the Model Context Protocol starts this command itself; docs/agents.md says how."
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Serve until the client ends; raises UsageError when the package mcp is missing."""
    if sys.platform == "win32":
        raise UsageError("mcp needs Linux or macOS; on Windows run it in WSL.")
    try:
        # The second is not there in the versions that are too old.
        for module in ("mcp", "mcp.server.context"):
            importlib.import_module(module)
    except ModuleNotFoundError as error:
        command = install("-e '.[mcp]'")
        raise UsageError(f"mcp needs {error.name}, which is not installed; run in the clone: {command}") from None
    from paradiplomacy.agents.serve import serve

    return serve([Path(name) for name in parsed.data])
