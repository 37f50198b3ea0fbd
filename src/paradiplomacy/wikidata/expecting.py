"""See to it that an endpoint answers for the items that it was asked for, before the answer is used or kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from paradiplomacy.endpoints.endpoint import Endpoint, Rows
from paradiplomacy.wikidata.endpoint import WrongAnswerError
from paradiplomacy.wikidata.items import values
from paradiplomacy.wikidata.terms import PROLOGUE, item_number

if TYPE_CHECKING:
    import pyoxigraph

    from paradiplomacy.querying.answer import Answer, Row

_ITEM = re.compile(r"\bwd:(Q[1-9]\d*)|<http://www\.wikidata\.org/entity/(Q[1-9]\d*)>")


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
        """The rows of the SELECT ``text``.

        A row about something else raises WrongAnswerError, and so does no row at all from an endpoint that knows none
        of the items asked for, which are those in ``text`` where none are expected.
        """
        rows = self._inner.rows(text)
        return Rows(rows.variables, self._checked(rows, text), rows.close)

    def ask(self, text: str) -> Answer:
        """As of the endpoint itself."""
        return self._inner.ask(text)

    def construct(self, text: str) -> Answer:
        """As of the endpoint itself."""
        return self._inner.construct(text)

    def update(self, text: str) -> None:
        """As of the endpoint itself."""
        self._inner.update(text)

    def _checked(self, rows: Rows, text: str) -> Iterator[Row]:
        has_rows = False
        places = [(rows.variables.index(name), term) for name, term in self._expected.items() if name in rows.variables]
        for row in rows:
            has_rows = True
            for place, term in places:
                if row[place] != term:
                    raise WrongAnswerError(
                        f"{self.identity} answers for {row[place]}, but {term} was asked for, so nothing of its answer "
                        "is used; is something between here and the endpoint?"
                    )
            yield row
        if not has_rows:
            # The text also holds what stands where nothing is given.
            asked = " ".join(map(str, self._expected.values())) or text
            items = sorted({one or other for one, other in _ITEM.findall(asked)}, key=item_number)
            question = f"{PROLOGUE}ASK {{ {values('item', items)} ?item ?property ?any }}"
            if items and not self._inner.ask(question):
                raise WrongAnswerError(
                    f"{self.identity} knows nothing of {', '.join(items[:3])}, so its answer is not used; is it a "
                    "SPARQL endpoint with Wikidata's items, or were they deleted?"
                )
