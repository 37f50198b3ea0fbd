"""The arguments of ``paradiplomacy serve``, and from them to the running server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paradiplomacy.errors import UsageError

if TYPE_CHECKING:
    import argparse

_LONGEST_TIMEOUT = 3600.0


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments to ``command``."""
    command.add_argument("--host", default="127.0.0.1", help="address to serve at (default: 127.0.0.1)")
    command.add_argument("--port", type=int, default=8000, help="port, 0 for any that is free (default: 8000)")
    command.add_argument("--data", metavar="FILE", nargs="+", help="RDF files to serve instead of the published graph")
    command.add_argument("--store", metavar="DIR", help="keep the store in this folder and use it again next time")
    command.add_argument(
        "--timeout", metavar="SECONDS", type=float, default=10.0, help="end a query after so long (default: 10)"
    )
    command.add_argument(
        "--max-rows", metavar="N", type=int, default=100_000, help="cut an answer after N rows (default: 100000)"
    )
    command.add_argument(
        "--workers", metavar="N", type=int, default=16, help="answer at most N queries at once (default: 16)"
    )
    command.add_argument(
        "--memory", metavar="MB", type=int, default=0, help="memory of one query (default: a share of the machine's)"
    )
    command.add_argument(
        "--client-timeout",
        metavar="SECONDS",
        type=float,
        default=20.0,
        help="give up a client that is silent for so long (default: 20)",
    )
    command.add_argument("--public-url", metavar="URL", default="", help="the address at which the world finds it")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Serve as the arguments say; raises UsageError when they make no sense or a needed package is missing."""
    from pathlib import Path

    if sys.platform == "win32":
        raise UsageError("serve needs Linux or macOS; on Windows run it in WSL.")
    for name, least, most in (
        ("port", 0, 65535),
        ("timeout", 0.1, _LONGEST_TIMEOUT),
        ("max_rows", 1, 10**9),
        ("workers", 1, 1000),
        ("memory", 0, 10**7),
        ("client_timeout", 0.1, _LONGEST_TIMEOUT),
    ):
        if not least <= getattr(parsed, name) <= most:
            option = name.replace("_", "-")
            raise UsageError(f"--{option} {getattr(parsed, name):g} is not between {least:g} and {most:g}.")
    url = parsed.public_url.rstrip("/")
    if url:
        from paradiplomacy.sparql.http_client import checked_address

        checked_address(url)
    try:
        from paradiplomacy.server.run import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn", "h11", "anyio"):
            raise
        raise UsageError(
            'serve needs starlette and uvicorn, which are not installed; run in the clone: pip install -e ".[serve]"'
        ) from None
    from paradiplomacy.server.settings import Settings

    settings = Settings(
        host=parsed.host,
        port=parsed.port,
        data=tuple(map(Path, parsed.data)) if parsed.data else None,
        store=Path(parsed.store) if parsed.store else None,
        timeout=parsed.timeout,
        max_rows=parsed.max_rows,
        workers=parsed.workers,
        memory=parsed.memory,
        client_timeout=parsed.client_timeout,
        public_url=url,
    )
    return serve(settings, lambda line: print(line, flush=True), lambda line: print(line, file=sys.stderr))
