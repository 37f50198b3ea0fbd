"""The arguments of ``paradiplomacy serve``, and from them to the running server."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from paradiplomacy.errors import UsageError, install
from paradiplomacy.server.settings import Settings

_PACKAGES = ("h11", "jinja2", "rapidfuzz", "starlette", "uvicorn")
# Options with a number: name, unit, least and most value, help; the defaults are those of the settings.
_NUMBERS = (
    ("port", "N", 0, 65535, "port, 0 for any that is free (default: %(default)s)"),
    ("timeout", "SECONDS", 0.1, 3600, "time of one query (default: %(default)g)"),
    ("max-rows", "N", 1, 10**9, "cut an answer after N rows (default: %(default)s)"),
    ("workers", "N", 1, 1000, "answer at most N queries at once (default: %(default)s)"),
    ("memory", "MB", 0, 10**7, "memory of one query (default: a share of the machine's)"),
    ("client-timeout", "SECONDS", 0.1, 3600, "give up a client that is silent for this time (default: %(default)g)"),
)


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments to ``command``."""
    command.add_argument("--host", default=Settings.host, help="address to serve at (default: %(default)s)")
    command.add_argument("--data", metavar="FILE", nargs="+", help="RDF files to serve instead of the published graph")
    command.add_argument("--store", metavar="DIR", help="keep the store in this folder and use it again next time")
    for name, unit, _, _, help_ in _NUMBERS:
        default = getattr(Settings, name.replace("-", "_"))
        command.add_argument(f"--{name}", metavar=unit, type=type(default), default=default, help=help_)
    command.add_argument("--public-url", metavar="URL", default="", help="the address known to the public")
    command.epilog = "The SPARQL endpoint is the address that is printed at the start, followed by sparql: …/sparql."
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Serve by the arguments; raises UsageError when they are wrong or a needed package is missing."""
    if sys.platform == "win32":
        raise UsageError("serve needs Linux or macOS; on Windows run it in WSL.")
    numbers = {}
    for name, _, least, most, _ in _NUMBERS:
        key = name.replace("-", "_")
        number = numbers[key] = getattr(parsed, key)
        if not least <= number <= most:
            raise UsageError(f"--{name} {number:g} is not between {least:g} and {most:g}.")
    url = parsed.public_url.rstrip("/")
    if url:
        from paradiplomacy.sparql.http_client import checked_address

        checked_address(url)
    try:
        # All of them now, and not only when the first request needs one.
        for package in _PACKAGES:
            importlib.import_module(package)
    except ModuleNotFoundError as error:
        # The extra names the versions that fit.
        command = install("-e '.[serve]'")
        raise UsageError(f"serve needs {error.name}, which is not installed; run in the clone: {command}") from None
    from paradiplomacy.server.run import serve

    settings = Settings(
        host=parsed.host,
        data=tuple(map(Path, parsed.data)) if parsed.data else None,
        store=Path(parsed.store) if parsed.store else None,
        public_url=url,
        **numbers,
    )
    return serve(settings, lambda line: print(line, flush=True), lambda line: print(line, file=sys.stderr))
