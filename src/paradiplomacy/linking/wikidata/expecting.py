"""See to it that an endpoint answers for the items that it was asked for, before the answer is used or kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from paradiplomacy.linking.wikidata.endpoint import WrongAnswerError
from paradiplomacy.linking.wikidata.items import values
from paradiplomacy.linking.wikidata.vocabulary import PROLOGUE, item_number

if TYPE_CHECKING:
    import pyoxigraph as ox

    from paradiplomacy.sparql.answer import Answer
    from paradiplomacy.sparql.endpoint import Endpoint

_ITEM = re.compile(r"\bwd:(Q[1-9]\d*)|<http://www\.wikidata\.org/entity/(Q[1-9]\d*)>")


def check_answer(answer: Answer, text: str, expected: Mapping[str, ox.NamedNode], endpoint: Endpoint) -> None:
    """Raise WrongAnswerError when ``answer`` cannot be that of ``endpoint`` to the SELECT ``text``.

    A row has another term than the one in ``expected`` in the column of that name; or there is no row, and the
    endpoint knows none of the items asked for, which are those in ``text`` where none are expected.
    """
    places = [(answer.variables.index(name), term) for name, term in expected.items() if name in answer.variables]
    for row in answer.rows:
        for place, term in places:
            if row[place] != term:
                raise WrongAnswerError(
                    f"{endpoint.identity} answers for {row[place]}, but {term} was asked for, so nothing of its answer "
                    "is used; is something between here and the endpoint?"
                )
    if not answer.rows:
        # The text also holds what stands where nothing is given.
        asked = " ".join(map(str, expected.values())) or text
        items = sorted({one or other for one, other in _ITEM.findall(asked)}, key=item_number)
        question = f"{PROLOGUE}ASK {{ {values('item', items)} ?item ?property ?any }}"
        if items and not endpoint.ask(question):
            raise WrongAnswerError(
                f"{endpoint.identity} knows nothing of {', '.join(items[:3])}, so its answer is not used; is it a "
                "SPARQL endpoint with Wikidata's items, or were they deleted?"
            )
