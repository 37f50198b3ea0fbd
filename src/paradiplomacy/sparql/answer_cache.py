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

from paradiplomacy.rdf.write import write_whole
from paradiplomacy.sparql.answer import Answer, from_result

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
        """The stored answer and its time; otherwise the answer of ``ask``, which is then stored, and None.

        Processes that ask one address wait for each other, because public endpoints want one request at a time.
        """
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


@contextmanager
def unfinished(folder: Path | None = None) -> Iterator[AnswerCache]:
    """A cache that is emptied when the block succeeds; after a failure the next run finds its answers."""
    cache = AnswerCache(folder or cache_folder() / "unfinished", RESUMABLE)
    yield cache
    cache.forget()
