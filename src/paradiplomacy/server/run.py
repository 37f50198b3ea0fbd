"""``paradiplomacy serve``: prepare the store, open the port, serve until told to stop."""

from __future__ import annotations

import logging
import os
import resource
import signal
import socket
from types import FrameType
from typing import Any, NoReturn

import uvicorn

from paradiplomacy.errors import UsageError
from paradiplomacy.server.app import Application
from paradiplomacy.server.connection import guarded_protocol
from paradiplomacy.server.own_folder import own_folder
from paradiplomacy.server.settings import LONGEST_HEAD, MOST_CONNECTIONS, Settings
from paradiplomacy.server.store_folder import prepare
from paradiplomacy.sparql.http_client import Say

_BACKLOG = 1024
_LAST_SECONDS = 5
_PREFIX = "paradiplomacy-serve-"


def serve(settings: Settings, tell: Say, say: Say) -> int:
    """Serve until SIGINT or SIGTERM; ``tell`` prints the line with the address, ``say`` the lines of progress.

    Raises UsageError when the port cannot be used, and the errors of ``prepare`` about the store and its files.
    """
    # uvicorn raises the signal that stopped it once more at its end; as an exception, it lets the clean-up run.
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    # A terminal that is closed ends the server too, unless it was started to outlive it (nohup).
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, lambda number, frame: os.kill(os.getpid(), signal.SIGTERM))
    with own_folder(_PREFIX) as temporary:
        listener = _listen(settings)
        store = prepare(settings.store or temporary / "store", settings.data, say)
        answers = temporary / "answers"
        answers.mkdir()
        _raise_limit()
        line = f"Serving {store.triples:,} triples at {_address(listener)} (Ctrl-C ends it)."
        application = Application(settings, store, answers, lambda: tell(line))
        with listener, store.lock:
            try:
                uvicorn.Server(_config(application, settings)).run(sockets=[listener])
            except KeyboardInterrupt:  # after an orderly stop
                pass
            except SystemExit:
                raise UsageError("The server could not start its first worker; the lines above say why.") from None
    return 0


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    for again in (signal.SIGTERM, signal.SIGINT):
        signal.signal(again, signal.SIG_IGN)
    raise KeyboardInterrupt


def _config(application: Application, settings: Settings) -> uvicorn.Config:
    for name in ("uvicorn.error", "uvicorn.asgi"):
        logging.getLogger(name).setLevel(logging.ERROR)
    silent: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
    plain: dict[str, Any] = {"loop": "asyncio", "ws": "none", "lifespan": "on", "proxy_headers": False}
    return uvicorn.Config(
        application.asgi(),
        http=guarded_protocol(settings.client_timeout),
        timeout_graceful_shutdown=_LAST_SECONDS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        **silent,
        **plain,
    )


def _listen(settings: Settings) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        # Only with the protocol named does asyncio turn off Nagle's algorithm, which delays the body of each answer.
        listener = socket.socket(family, kind, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
        return listener
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{settings.host}:{settings.port} cannot be used ({reason}); choose another --host or --port."
        ) from None


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _raise_limit() -> None:
    """Raise the limit of open files towards what the most connections and their answers need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * MOST_CONNECTIONS if hard == resource.RLIM_INFINITY else min(4 * MOST_CONNECTIONS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
