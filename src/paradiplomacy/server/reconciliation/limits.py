"""How much one call may ask for, and why it may be refused."""

from __future__ import annotations

from paradiplomacy.errors import UsageError

#: The most queries of one batch; the manifest says so.
BATCH_SIZE = 50
#: How many candidates a query gets that names no limit, and the most that any gets.
CANDIDATES, MOST_CANDIDATES = 10, 50
#: The most values of one property that a query may give, and the most conditions of one query.
MOST_VALUES, MOST_CONDITIONS = 20, 20
#: Of a longer value only so many signs are read.
MOST_SIGNS = 1000
#: A longer text is no name: only things with exactly this name are found for it.
LONGEST_NAME = 200
#: The most names that an index holds; above, a worker could neither build it in its time nor keep it.
MOST_NAMES = 100_000
#: How many suggestions come at once when a client does not say how many it wants, and the most that come.
PAGE, MOST_SUGGESTED = 20, 100
#: The most ids and properties of one call for values, and the most values of a property of one thing.
MOST_IDS, MOST_PROPERTIES, MOST_GIVEN = 500, 20, 100
#: How many statements are looked through for things that have a property, when a query gives no name.
MOST_SCANNED = 20_000


class Refusal(UsageError):  # noqa: N818 - it says what happened
    """A call that is not answered; ``status`` is the HTTP status that says so."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status
