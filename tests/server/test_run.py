"""Starting and stopping: what is said, what is refused, what is left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.running_server import Server, until

from paradiplomacy.commands import main as cli
from paradiplomacy.errors import UsageError
from paradiplomacy.server.store_folder import prepare


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "paradiplomacy", "serve", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def started(data_file: Path, tmp_path: Path) -> Iterator[Server]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    server = Server("--data", data_file, TMPDIR=str(temporary))
    yield server
    server.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_in_good_order(number: signal.Signals, started: Server, tmp_path: Path) -> None:
    assert started.line == f"Serving 3 triples at {started.base}/ (Ctrl-C ends it).\n"
    started.query("ASK {}")
    family = started.family()
    assert len(family) > 1
    assert started.stop(number) == 0
    assert not any(Path("/proc", str(pid)).exists() for pid in family[1:])
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_closed_terminal_ends_even_the_building_of_the_store(tmp_path: Path) -> None:
    file = tmp_path / "many.nt"
    file.write_text("".join(f'<urn:{n}> <urn:p> "{n}" .\n' for n in range(300_000)), encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    words = [sys.executable, "-m", "paradiplomacy", "serve", "--port", "0", "--data", str(file)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            assert until(lambda: any(temporary.glob("*/store/database")))
            process.send_signal(signal.SIGHUP)
            assert process.wait(60) != 0
        finally:
            process.kill()  # else a test that fails would wait for the server for ever
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
def test_who_waits_for_an_answer_is_told_that_the_server_stops(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "many.nt"
    file.write_text("".join(f'<urn:{n}> <urn:p> "{n}" .\n' for n in range(500)), encoding="utf-8")
    server = Server("--data", file)
    with server.connect() as client:
        query = "SELECT%20(COUNT(*)%20AS%20?n)%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l%7D"
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        assert until(lambda: server.busy() > 0)
        assert server.stop() == 0
        answer = client.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"x-content-type-options: nosniff" in answer
    assert b"The server is stopping" in answer
    assert "Traceback" not in capfd.readouterr().err


def test_workers_end_with_a_server_that_is_killed(data_file: Path, tmp_path: Path) -> None:
    server = Server("--data", data_file, "--timeout", "1", TMPDIR=str(tmp_path))
    family = server.family()
    with server.connect() as client:
        client.sendall(b"GET /sparql?query=SELECT*%7B%7D HTTP/1.1\r\nHost: a\r\n\r\n")
        os.kill(server.pid, signal.SIGKILL)
    server.stop()
    assert until(lambda: not any(_runs(pid) for pid in family[1:]))


def test_a_busy_worker_ends_with_a_server_that_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "many.nt"
    file.write_text("".join(f'<http://e.org/{n}> <http://e.org/p> "{n}" .\n' for n in range(500)), encoding="utf-8")
    server = Server("--data", file, "--timeout", "1", TMPDIR=str(tmp_path))
    with server.connect() as client:
        query = "SELECT%20(COUNT(*)%20AS%20?n)%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l%7D"
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        assert until(lambda: server.busy() > 0)
        family = server.family()
        os.kill(server.pid, signal.SIGKILL)
    server.stop()
    assert until(lambda: not any(_runs(pid) for pid in family[1:]))


def _runs(pid: int) -> bool:
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_port_that_is_taken(data_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("--data", data_file, "--port", port)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"127.0.0.1:{port}" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "99999"), "between 0 and 65535"),
        (("--timeout", "0"), "between 0.1"),
        (("--timeout", "nan"), "between 0.1"),
        (("--max-rows", "0"), "between 1"),
        (("--workers", "0"), "between 1"),
        (("--host", "999.1.1.1"), "cannot be used"),
        (("--public-url", "example.org"), "is not an http or https address"),
        (("--public-url", 'http://example.org/"><b>'), "is not an http or https address"),
        (("--data", "nothing.ttl"), "nothing.ttl does not exist"),
    ],
)
def test_wrong_arguments(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", *words]) == 2
    errors = capsys.readouterr().err
    assert said in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.ttl", "<http://e.org/s> <http://e.org/p>\n", "line"),
        ("empty.nt", "# nothing\n", "no triple"),
        ("data.exe", "x", "does not tell which form"),
        ("broken.nq", "nonsense\n", "line 1"),
    ],
)
def test_files_that_cannot_be_served(name: str, content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    done = run("--data", file, "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("package", ["starlette", "jinja2", "rapidfuzz"])
def test_without_a_package(package: str, tmp_path: Path) -> None:
    missing = f"raise ModuleNotFoundError('no', name='{package}')\n"
    (tmp_path / f"{package}.py").write_text(missing, encoding="utf-8")
    command = [sys.executable, "-m", "paradiplomacy", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert done.returncode == 2
    assert f"serve needs {package}" in done.stderr
    assert f"{sys.executable} -m pip install -e '.[serve]'" in done.stderr


def test_the_help_names_the_endpoint() -> None:
    done = run("--help")
    assert (done.returncode, "/sparql" in done.stdout) == (0, True)


def test_what_a_killed_server_left_is_removed_by_the_next_one(data_file: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    foreign = temporary / "paradiplomacy-serve-foreign"
    foreign.mkdir(parents=True)
    killed, alive = (Server("--data", data_file, TMPDIR=str(temporary)) for _ in range(2))
    killed.stop(signal.SIGKILL)
    assert len(list(temporary.iterdir())) == 3
    Server("--data", data_file, TMPDIR=str(temporary)).stop()
    assert len(list(temporary.iterdir())) == 2
    assert foreign.exists()  # it has no lock
    assert alive.query("SELECT * { ?s ?p ?o }").status == 200
    alive.stop()
    assert list(temporary.iterdir()) == [foreign]


def test_what_lies_in_the_current_folder_is_not_run(data_file: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('run by mistake')\n", encoding="utf-8")
    store = tmp_path / "store"
    words = ("--data", data_file, "--store", store, "--public-url", "https://data.example/para/")
    server = Server(*words, cwd=str(tmp_path))
    try:
        assert server.query("ASK { ?s ?p ?o }").json["boolean"] is True
        assert server.get("/download/paradiplomacy.nt").status == 200
        # The addresses are those for the public, and nobody else builds the store again meanwhile.
        assert "<https://data.example/para/sparql>" in server.get("/sparql").text
        with pytest.raises(UsageError, match="in use by another server"):
            prepare(store, None)
    finally:
        server.stop()
