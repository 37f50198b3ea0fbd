"""Keep the answers of an endpoint on disk: not to ask the same twice, and to go on where an interrupted run stopped.

Each answer is a file of its own, written whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.errors import UsageError
from paradiplomacy.sparql.answer import Answer, from_result
from paradiplomacy.sparql.endpoint import Endpoint, Rows

if TYPE_CHECKING:
    from typing import IO

# A run that stopped longer ago than this starts anew: Wikidata will have changed.
RESUMABLE = timedelta(days=1)


def cache_folder() -> Path:
    """Where answers are kept: $PARADIPLOMACY_CACHE, else ``paradiplomacy`` in the user's folder for caches."""
    chosen = os.environ.get("PARADIPLOMACY_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "paradiplomacy"


class Shelf:
    """A folder of answers, each under the address that gave it and the question.

    An answer older than ``longest`` counts as not there. ``used`` are the files that were read or written,
    ``complaint`` says why an answer could not be kept ("" when all were).
    """

    def __init__(self, folder: Path | None = None, longest: timedelta | None = None) -> None:
        self.folder = folder or cache_folder()
        self.longest = longest
        self.used: set[Path] = set()
        self.complaint = ""

    def get(self, address: str, question: str) -> tuple[Answer, datetime] | None:
        """The answer and when it was given; None when it is not there, too old or not whole."""
        path = self._path(address, question)
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            when = datetime.fromisoformat(kept["asked"])
            if kept["address"] != address or kept["question"] != question:
                return None
            if self.longest is not None and datetime.now(UTC) - when > self.longest:
                return None
            data = json.dumps(kept["answer"]).encode()
            result = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
            answer = from_result(result)
        except (OSError, ValueError, KeyError, TypeError, SyntaxError):
            return None
        self.used.add(path)
        return answer, when

    def get_or_ask(
        self, address: str, question: str, ask: Callable[[], Answer], refresh: bool = False
    ) -> tuple[Answer, datetime | None]:
        """The answer that is kept and when it was given, else that of ``ask``, which is kept from then on, and None."""
        kept = None if refresh else self.get(address, question)
        if kept:
            return kept
        with self.alone(address):
            # Whoever was waited for may have asked the same.
            kept = None if refresh else self.get(address, question)
            if kept:
                return kept
            answer = ask()
            self.put(address, question, answer)
        return answer, None

    def put(self, address: str, question: str, answer: Answer) -> None:
        """Keep ``answer``; where the folder cannot be written, note that in ``complaint``."""
        path = self._path(address, question)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        kept = {"address": address, "asked": now, "question": question, "answer": json.loads(answer.to_json())}
        try:
            write_whole(path, json.dumps(kept, ensure_ascii=False) + "\n")
            self.used.add(path)
        except OSError as error:
            self.complaint = f"{self.folder} cannot be written ({error.strerror}), so no answer is kept."

    def forget(self) -> None:
        """Throw away the answers that were read or written through this object."""
        for path in self.used:
            path.unlink(missing_ok=True)
        self.used.clear()

    @contextmanager
    def alone(self, address: str) -> Iterator[None]:
        """Wait until no other process asks ``address``, where the system and the folder allow that."""
        lock = self._lock(address)
        try:
            yield
        finally:
            if lock:
                lock.close()

    def _path(self, address: str, question: str) -> Path:
        digest = hashlib.sha256(f"{address}\n{question}".encode()).hexdigest()
        return self.folder / f"{digest[:40]}.json"

    def _lock(self, address: str) -> IO[bytes] | None:
        try:
            import fcntl

            self.folder.mkdir(parents=True, exist_ok=True)
            name = hashlib.sha256(address.encode()).hexdigest()[:16]
            lock = (self.folder / f"{name}.lock").open("wb")
            fcntl.flock(lock, fcntl.LOCK_EX)
        except (ImportError, OSError):
            return None
        return lock


class Kept(Endpoint):
    """An endpoint whose rows are kept on ``shelf``, and not asked for again unless ``refresh`` is set.

    ``check`` is called with each new answer before it is kept; what it raises keeps the answer out.
    ``asked`` and ``found`` count the answers that came from the endpoint and from the shelf, ``oldest`` is when the
    oldest of those from the shelf was given. Processes that ask one endpoint wait for each other, because public
    endpoints want one request at a time.
    """

    def __init__(
        self,
        inner: Endpoint,
        shelf: Shelf,
        refresh: bool = False,
        check: Callable[[Answer], None] = lambda answer: None,
    ) -> None:
        self._inner, self._check = inner, check
        self._shelf = shelf
        self._refresh = refresh
        self.asked = self.found = 0
        self.oldest: datetime | None = None

    @property
    def identity(self) -> str:
        """As of the endpoint itself."""
        return self._inner.identity

    def rows(self, text: str) -> Rows:
        """The rows of the SELECT ``text``, all of them read before the first is given."""
        answer = self.select(text)
        return Rows(answer.variables, iter(answer.rows))

    def select(self, text: str) -> Answer:
        """All rows of the SELECT ``text``, from the shelf when they are there."""
        answer, when = self._shelf.get_or_ask(self.identity, text, lambda: self._checked(text), self._refresh)
        if when:
            self.found += 1
            self.oldest = min(self.oldest or when, when)
        else:
            self.asked += 1
        return answer

    def _checked(self, text: str) -> Answer:
        answer = self._inner.select(text)
        self._check(answer)
        return answer

    def ask(self, text: str) -> Answer:
        """As of the endpoint itself."""
        return self._inner.ask(text)

    def construct(self, text: str) -> Answer:
        """As of the endpoint itself."""
        return self._inner.construct(text)

    def update(self, text: str) -> None:
        """Refused: an endpoint whose answers are kept is only read."""
        raise UsageError(f"{self.identity} is only read here.")


@contextmanager
def unfinished(folder: Path | None = None) -> Iterator[Shelf]:
    """A shelf that is emptied when the block ends well; after a failure the next run finds what was answered."""
    shelf = Shelf(folder or cache_folder() / "unfinished", RESUMABLE)
    yield shelf
    shelf.forget()


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` so that the file is never there in part; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
