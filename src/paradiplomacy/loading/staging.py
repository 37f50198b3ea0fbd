"""The staging graphs, which hold a load until it is complete, and the list of them that the store keeps.

A load that was killed leaves its staging graphs behind. The next one finds them in the list, sees that their owner
is gone, and removes them.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import socket
import time
import zlib
from collections.abc import Iterator

import pyoxigraph as ox

from paradiplomacy.sparql.endpoint import Endpoint

#: The names of all graphs that a load makes for itself start with this.
OWN = "urn:x-paradiplomacy:"
#: The graph that holds the list; it is there only while there are staging graphs.
LIST = f"{OWN}loads"
_FOR = f"{OWN}for"
_NAME = re.compile(rf"{OWN}staging:(?P<machine>[0-9a-f]+):(?P<process>\d+):(?P<time>\d+):(?P<load>[0-9a-f]+):\d+")
# Longer than any load takes. The process of a load on another machine cannot be checked, and on this machine its number
# may have been reused.
_LONGEST_LOAD = 24 * 3600
_MACHINE = f"{zlib.crc32(socket.gethostname().encode()):08x}"
_running: set[str] = set()


@contextlib.contextmanager
def running_load() -> Iterator[str]:
    """The name of a new load, which counts as running during the block; ``NAME:NUMBER`` names a staging graph."""
    token = secrets.token_hex(8)
    _running.add(token)
    try:
        yield f"{OWN}staging:{_MACHINE}:{os.getpid()}:{int(time.time())}:{token}"
    finally:
        _running.discard(token)


def entry(graph: str, target: str) -> str:
    """The triple that lists a staging graph, as it stands in an update."""
    return f"GRAPH <{LIST}> {{ <{graph}> <{_FOR}> {ox.Literal(target)} }}"


def removal(graph: str, target: str) -> str:
    """The update that removes a staging graph and its entry in the list.

    Virtuoso drops only what was created explicitly, and clears everything; other stores forget a graph when it is
    dropped, but not when it is cleared.
    """
    return f"CLEAR SILENT GRAPH <{graph}> ;\nDROP SILENT GRAPH <{graph}> ;\nDELETE DATA {{ {entry(graph, target)} }}"


def listed(endpoint: Endpoint) -> dict[str, str]:
    """The staging graphs in the list of the store, each with what it is for."""
    with endpoint.rows(f"SELECT ?graph ?target WHERE {{ GRAPH <{LIST}> {{ ?graph <{_FOR}> ?target }} }}") as rows:
        return {
            graph.value: target.value
            for graph, target in rows
            if isinstance(graph, ox.NamedNode) and isinstance(target, ox.Literal)
        }


def is_abandoned(graph: str) -> bool:
    """Whether the load that made the staging graph ``graph`` has certainly ended."""
    name = _NAME.fullmatch(graph)
    if name is None:
        return False
    if time.time() - int(name["time"]) > _LONGEST_LOAD:
        return True
    if name["machine"] != _MACHINE or os.name == "nt":  # where asking for a process would end it
        return False
    if int(name["process"]) == os.getpid():
        return name["load"] not in _running
    try:
        os.kill(int(name["process"]), 0)
    except OSError as error:
        return isinstance(error, ProcessLookupError)
    return False
