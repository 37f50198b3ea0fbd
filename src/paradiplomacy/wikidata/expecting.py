"""See to it that an endpoint answers for the items that it was asked for, before the answer is used or kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from paradiplomacy.endpoints.endpoint import Endpoint, Rows
from paradiplomacy.wikidata.endpoint import WrongAnswerError

if TYPE_CHECKING:
    import pyoxigraph

    from paradiplomacy.querying.answer import Answer, Row


class Expecting(Endpoint):
    """The endpoint ``inner``, of whose rows each must have the terms ``expected`` in the columns of these names."""

    def __init__(self, inner: Endpoint, expected: Mapping[str, pyoxigraph.NamedNode]) -> None:
        self._inner = inner
        self._expected = dict(expected)

    @property
    def identity(self) -> str:
        """As of the endpoint itself."""
        return self._inner.identity

    def rows(self, text: str) -> Rows:
        """The rows of the SELECT ``text``; one about something else raises WrongAnswerError."""
        rows = self._inner.rows(text)
        return Rows(rows.variables, self._checked(rows), rows.close)

    def ask(self, text: str) -> Answer:
        """As of the endpoint itself."""
        return self._inner.ask(text)

    def construct(self, text: str) -> Answer:
        """As of the endpoint itself."""
        return self._inner.construct(text)

    def update(self, text: str) -> None:
        """As of the endpoint itself."""
        self._inner.update(text)

    def _checked(self, rows: Rows) -> Iterator[Row]:
        places = [(rows.variables.index(name), term) for name, term in self._expected.items() if name in rows.variables]
        for row in rows:
            for place, term in places:
                if row[place] != term:
                    raise WrongAnswerError(
                        f"{self.identity} answers for {row[place]}, but {term} was asked for, so nothing of its answer "
                        "is used; is something between here and the endpoint?"
                    )
            yield row
