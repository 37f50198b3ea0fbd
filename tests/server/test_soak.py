"""A minute of traffic with a runaway query every second: ``PARADIPLOMACY_LONG=1``; else six seconds of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from support.running_server import Answer, Server, resident, until

SECONDS = 60 if os.environ.get("PARADIPLOMACY_LONG") else 6
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_soak() -> None:
    wrk = shutil.which("wrk")
    if wrk is None:
        pytest.skip("wrk is not installed (Debian: apt-get install wrk)")
    server = Server()
    try:
        server.query("ASK {}")
        script = str(Path(__file__).parents[1] / "support" / "soak.lua")
        words = ["-t2", "-c32", f"-d{SECONDS}s", "--timeout", "20s", "-s", script, server.base]
        traffic = subprocess.Popen([wrk, *words], stdout=subprocess.PIPE, text=True)
        runaways: list[Future[Answer]] = []
        memory: list[tuple[int, int]] = []
        with ThreadPoolExecutor(30) as threads:
            for number in range(SECONDS):
                runaways.append(threads.submit(server.query, f"{RUNAWAY} # {number}"))
                time.sleep(1)
                memory.append((resident(server.pid), server.memory()))
            output, _ = traffic.communicate(timeout=60)
        statuses: Counter[int] = Counter()
        for status, count in re.findall(r"(\d+)=(\d+)", output):
            statuses[int(status)] += int(count)
        answers = [runaway.result() for runaway in runaways]
        # There was traffic, and the only failures are the server's own refusals to wait.
        assert statuses[200], output
        assert set(statuses) <= {200, 503}, output
        assert statuses[503] < statuses[200] / 100, output
        assert "broken: 0" in output
        assert {answer.status for answer in answers} == {503}
        assert all("stopped" in answer.text or "busy" in answer.text for answer in answers)
        _assert_flat(memory)
        assert until(lambda: server.busy() == 0)
        assert server.get("/health").status == 200
        print(f"{SECONDS} s: {dict(statuses)}; memory in MB: {[whole // 1000 for _, whole in memory]}")
    finally:
        server.stop()


def _assert_flat(memory: list[tuple[int, int]]) -> None:
    """After a third of the time, neither the server itself nor all its processes together grow."""
    third = len(memory) // 3
    own = [part for part, _ in memory]
    whole = [part for _, part in memory]
    assert max(own[-third:]) < max(own[:third]) + 60_000, own
    if SECONDS >= 60:  # in a few seconds not all workers have been started
        assert max(whole[-third:]) < max(whole[third:-third]) + 150_000, whole


def test_the_watch_over_memory_would_notice() -> None:
    _assert_flat([(100_000, 400_000)] * 9)
    with pytest.raises(AssertionError):
        _assert_flat([(100_000 + 10_000 * second, 400_000) for second in range(30)])
