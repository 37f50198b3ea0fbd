"""The limits of one call, and the error of a call that is refused."""

from __future__ import annotations

from paradiplomacy.errors import UsageError

#: The most queries of one batch; the manifest says so.
BATCH_SIZE = 50
#: The number of candidates where a query names no limit, and the most that a query gets.
CANDIDATES, MOST_CANDIDATES = 10, 50
#: The most values of one property in a query, and the most conditions of one query.
MOST_VALUES, MOST_CONDITIONS = 20, 20
#: The characters of a longer value that are read.
MOST_CHARACTERS = 1000
#: A longer text is only looked up whole; nothing is similar to it.
LONGEST_NAME = 200
#: The most names that an index holds; with more, a worker could neither build it in its time nor keep it.
MOST_NAMES = 100_000
#: The number of suggestions where a client names no limit, and the most that it gets.
PAGE, MOST_SUGGESTED = 20, 100
#: The most ids and properties of one call for values, and the most values of a property of one thing.
MOST_IDS, MOST_PROPERTIES, MOST_GIVEN = 500, 20, 100
#: The most statements that are searched for things with a property, when a query gives no name.
MOST_SCANNED = 20_000


class CallError(UsageError):
    """A call that is refused with the HTTP status ``status``."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status
