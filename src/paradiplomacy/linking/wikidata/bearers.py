"""Look up the items that have a name as a label or an alias, exactly, in a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.client import WrongAnswerError
from paradiplomacy.linking.wikidata.items import Progress, batched, columns
from paradiplomacy.linking.wikidata.vocabulary import PROLOGUE, item_id
from paradiplomacy.sparql.text import holds_code

if TYPE_CHECKING:
    from paradiplomacy.names.spellings import Spelling
    from paradiplomacy.sparql.answer import Term
    from paradiplomacy.sparql.endpoint import Endpoint

BATCH = 150  # names in one query, which then has some 15 kB
Bearers = dict[tuple[str, str], dict[str, bool]]


def bearers(endpoint: Endpoint, forms: Iterable[Spelling], progress: Progress | None = None) -> Bearers:
    """(language, name) → the items that bear it, and of each whether as a label; otherwise as an alias.

    Raises EndpointError when the endpoint fails, WrongAnswerError when it answers for a name that was not asked for.
    """
    # No item has a code in its name.
    names = sorted({(form.language, form.name) for form in forms if not holds_code(form.name)})
    found: Bearers = {}
    batches = list(batched(names, BATCH))
    for done, batch in enumerate(batches):
        if progress:
            progress(done, len(batches))
        asked = set(batch)
        answer = endpoint.select(_query(batch))
        for name, item, kind in columns(answer, ("name", "item", "kind"), endpoint):
            key = _asked_name(name, asked, endpoint)
            bearer = item_id(item.value) if isinstance(item, ox.NamedNode) else None
            if bearer:  # properties have labels too
                is_label = isinstance(kind, ox.Literal) and kind.value == "label"
                items = found.setdefault(key, {})
                items[bearer] = is_label or items.get(bearer, False)
    return found


def _query(names: Sequence[tuple[str, str]]) -> str:
    literals = " ".join(str(ox.Literal(name, language=language)) for language, name in names)
    return (
        f"{PROLOGUE}SELECT DISTINCT ?name ?item ?kind WHERE {{\n"
        f'  {{ VALUES ?name {{ {literals} }} ?item rdfs:label ?name . BIND("label" AS ?kind) }}\n'
        f'  UNION {{ VALUES ?name {{ {literals} }} ?item skos:altLabel ?name . BIND("alias" AS ?kind) }}\n}}'
    )


def _asked_name(term: Term, asked: set[tuple[str, str]], endpoint: Endpoint) -> tuple[str, str]:
    key = (term.language or "", term.value) if isinstance(term, ox.Literal) else ("", "")
    if key not in asked:
        raise WrongAnswerError(
            f"{endpoint.identity} answers for the name {term}, which was not asked for, so nothing of its answer is "
            "used; is something between here and the endpoint?"
        )
    return key
