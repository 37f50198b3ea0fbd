"""Store the answers of an endpoint on disk, so that an interrupted run can go on where it stopped.

Each answer is a file of its own, written whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.sparql.answer import Answer, from_result
from paradiplomacy.sparql.endpoint import Endpoint, Rows

# A run that stopped longer ago than this starts anew: Wikidata will have changed.
RESUMABLE = timedelta(days=1)


def cache_folder() -> Path:
    """Where answers are kept: $PARADIPLOMACY_CACHE, else ``paradiplomacy`` in the user's folder for caches."""
    if chosen := os.environ.get("PARADIPLOMACY_CACHE"):
        return Path(chosen)
    name, usual = ("LOCALAPPDATA", "AppData/Local") if sys.platform == "win32" else ("XDG_CACHE_HOME", ".cache")
    return Path(os.environ.get(name) or Path.home() / usual) / "paradiplomacy"


class AnswerCache:
    """A folder of answers, each stored under the address that gave it and the question.

    An answer older than ``longest`` is not used. ``used`` are the files that were read or written,
    ``complaint`` says why an answer could not be kept ("" when all were).
    """

    def __init__(self, folder: Path | None = None, longest: timedelta | None = None) -> None:
        self.folder, self.longest = folder or cache_folder(), longest
        self.used: set[Path] = set()
        self.complaint = ""

    def get(self, address: str, question: str) -> tuple[Answer, datetime] | None:
        """The stored answer and its time; None when it is missing, too old or damaged."""
        path = self._path(address, question)
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            when = datetime.fromisoformat(kept["asked"])
            if (kept["address"], kept["question"]) != (address, question):
                return None
            if self.longest is not None and datetime.now(UTC) - when > self.longest:
                return None
            data = json.dumps(kept["answer"]).encode()
            answer = from_result(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON))
        except (OSError, ValueError, KeyError, TypeError, SyntaxError):
            return None
        self.used.add(path)
        return answer, when

    def get_or_ask(
        self, address: str, question: str, ask: Callable[[], Answer], refresh: bool = False
    ) -> tuple[Answer, datetime | None]:
        """The stored answer and its time; otherwise the answer of ``ask``, which is then stored, and None."""
        if not refresh and (kept := self.get(address, question)):
            return kept
        with self.alone(address):
            # Whoever was waited for may have asked the same.
            if not refresh and (kept := self.get(address, question)):
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
        """Delete the answers that were read or written through this object."""
        for path in self.used:
            path.unlink(missing_ok=True)
        self.used.clear()

    @contextmanager
    def alone(self, address: str) -> Iterator[None]:
        """Wait until no other process asks ``address``, where the system and the folder allow that."""
        with ExitStack() as stack:
            with suppress(ImportError, OSError):
                import fcntl

                self.folder.mkdir(parents=True, exist_ok=True)
                name = hashlib.sha256(address.encode()).hexdigest()[:16]
                fcntl.flock(stack.enter_context((self.folder / f"{name}.lock").open("wb")), fcntl.LOCK_EX)
            yield

    def _path(self, address: str, question: str) -> Path:
        digest = hashlib.sha256(f"{address}\n{question}".encode()).hexdigest()
        return self.folder / f"{digest[:40]}.json"


class CachedEndpoint(Endpoint):
    """An endpoint whose rows are kept in ``cache`` and not asked for again unless ``refresh`` is set.

    ``check`` is called with each new answer before it is kept; what it raises keeps the answer out.
    ``asked`` and ``found`` count the answers that came from the endpoint and from the cache, ``oldest`` is when the
    oldest of those from the cache was given. Processes that ask one endpoint wait for each other, because public
    endpoints want one request at a time.
    """

    def __init__(
        self,
        inner: Endpoint,
        cache: AnswerCache,
        refresh: bool = False,
        check: Callable[[Answer], None] = lambda answer: None,
    ) -> None:
        self._inner, self._cache, self._refresh, self._check = inner, cache, refresh, check
        self.asked = self.found = 0
        self.oldest: datetime | None = None

    @property
    def identity(self) -> str:
        """The same as for the endpoint itself."""
        return self._inner.identity

    def rows(self, text: str) -> Rows:
        """The rows of the SELECT ``text``, all of them read before the first is given."""
        answer = self.select(text)
        return Rows(answer.variables, iter(answer.rows))

    def select(self, text: str) -> Answer:
        """All rows of the SELECT ``text``, from the cache when they are there."""

        def ask() -> Answer:
            answer = self._inner.select(text)
            self._check(answer)
            return answer

        answer, when = self._cache.get_or_ask(self.identity, text, ask, self._refresh)
        self.found += when is not None
        self.asked += when is None
        self.oldest = min(self.oldest or when, when) if when else self.oldest
        return answer

    def ask(self, text: str) -> Answer:
        """The same as for the endpoint itself."""
        return self._inner.ask(text)

    def construct(self, text: str) -> Answer:
        """The same as for the endpoint itself."""
        return self._inner.construct(text)

    def update(self, text: str) -> None:
        """Refused: an endpoint whose answers are kept is only read."""
        raise UsageError(f"{self.identity} is only read here.")


@contextmanager
def unfinished(folder: Path | None = None) -> Iterator[AnswerCache]:
    """A cache that is emptied when the block succeeds; after a failure the next run finds its answers."""
    cache = AnswerCache(folder or cache_folder() / "unfinished", RESUMABLE)
    yield cache
    cache.forget()
