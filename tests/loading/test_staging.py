"""The staging graphs of a load are told from those of one that has ended."""

from __future__ import annotations

import os
import subprocess
import sys

from paradiplomacy.loading import staging
from paradiplomacy.sparql.embedded import Embedded


def ended() -> str:
    """The staging graph of a load that has ended."""
    with staging.running_load() as load:
        return f"{load}:0"


def renamed(graph: str, part: int, value: str) -> str:
    parts = graph.split(":")
    parts[part] = value
    return ":".join(parts)


def test_a_load_is_abandoned_when_its_process_has_ended_or_gone_on() -> None:
    with staging.running_load() as load:
        graph = f"{load}:3"
        assert not staging.is_abandoned(graph)
    assert staging.is_abandoned(graph)
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    other = renamed(graph, 4, str(process.pid))
    assert not staging.is_abandoned(other)
    process.kill()
    process.wait()
    assert staging.is_abandoned(other)
    assert process.stdin
    process.stdin.close()


def test_a_load_of_more_than_a_day_has_ended_whatever_runs_under_its_number() -> None:
    graph = renamed(ended(), 4, str(os.getppid()))
    assert not staging.is_abandoned(graph)
    made = int(graph.split(":")[5])
    assert staging.is_abandoned(renamed(graph, 5, str(made - 25 * 3600)))


def test_a_load_elsewhere_counts_as_running_for_a_day() -> None:
    graph = renamed(ended(), 3, "01234567")
    assert not staging.is_abandoned(graph)
    made = int(graph.split(":")[5])
    assert not staging.is_abandoned(renamed(graph, 5, str(made - 23 * 3600)))
    assert staging.is_abandoned(renamed(graph, 5, str(made - 25 * 3600)))


def test_no_other_graph_is_ever_taken_for_one() -> None:
    for name in ("urn:x-paradiplomacy:loads", "https://example.org/", "urn:x-paradiplomacy:staging:x"):
        assert not staging.is_abandoned(name)


def test_the_list_is_kept_and_cleared() -> None:
    store = Embedded()
    graph = ended()
    target = 'a "name"\n'
    store.update(f"INSERT DATA {{ {staging.entry(graph, target)} GRAPH <{graph}> {{ <urn:a> <urn:b> 1 }} }}")
    assert staging.listed(store) == {graph: target}
    store.update(staging.removal(graph, target))
    assert staging.listed(store) == {}
    assert len(store.store) == 0


def test_two_loads_never_share_a_name() -> None:
    assert len({ended() for _ in range(100)}) == 100
