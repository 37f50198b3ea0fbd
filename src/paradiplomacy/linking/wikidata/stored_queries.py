"""The stored queries that are asked of Wikidata, ``queries/wikidata/*.rq``: find, bind and ask them."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from paradiplomacy.errors import UsageError, quoted, suggestion
from paradiplomacy.linking.entities import item_of
from paradiplomacy.linking.wikidata.client import WrongAnswerError, connect_to_wikidata
from paradiplomacy.linking.wikidata.items import values
from paradiplomacy.linking.wikidata.vocabulary import ENDPOINT, PROLOGUE, is_language_tag, item_id, item_number
from paradiplomacy.names.resolve import item_named, resolve
from paradiplomacy.queries import parameters
from paradiplomacy.queries.stored import StoredQuery, queries_apart
from paradiplomacy.rdf.facts import TYPE
from paradiplomacy.rdf.namespaces import RDFS, WIKIDATA, short
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.answer_cache import AnswerCache, cache_folder
from paradiplomacy.sparql.endpoint import Endpoint
from paradiplomacy.sparql.http_client import Say
from paradiplomacy.sparql.text import tokens

FOLDER = "wikidata"


def queries() -> list[StoredQuery]:
    """The queries by name; each is called wikidata/NAME."""
    return queries_apart(FOLDER)


def find(name: str) -> StoredQuery:
    """The query called ``name``; raises UsageError with the nearest names when none is."""
    if query := next((query for query in queries() if query.name == name), None):
        return query
    raise UsageError(f"{quoted(name)} is not a stored query; {suggestion(name, (each.name for each in queries()))}")


def bind(query: StoredQuery, given: Mapping[str, str]) -> tuple[str, dict[str, ox.NamedNode]]:
    """The text of ``query`` with its parameters in place, and the item for each parameter that takes a thing.

    A thing is given by the id of an item (Q5972), or as a thing of our graph that is linked to one. Raises UsageError
    for an unknown parameter or thing, and for a thing without an item.
    """
    # What `parameters.bind` has to find: the items, and a name in the language.
    store = ox.Store()
    values, items = dict(given), {}
    for name, value in given.items():
        if name in query.parameters and query.parameters[name].takes_thing:
            items[name] = item_named(value) or ox.NamedNode(WIKIDATA + _linked_item(value))
            store.add(ox.Quad(items[name], TYPE, items[name]))
            values[name] = items[name].value
        elif name == "lang":
            if not is_language_tag(value):
                raise UsageError(f"{quoted(value)} is not a language tag such as en, id or ko.")
            store.add(ox.Quad(TYPE, ox.NamedNode(RDFS + "label"), ox.Literal("name", language=value)))
    return parameters.bind(query, values, store), items


def answer(name: str, options: Mapping[str, str], say: Say = lambda line: None) -> tuple[Answer, str]:
    """The answer of the query ``name``, and where and when it was given, as a sentence.

    ``options`` are the parameters of the query, and ``endpoint`` (an address), ``contact`` (see
    ``http_client.user_agent``) and ``refresh`` (ask again). The answer is kept on disk and used again until then.
    Raises EndpointError when the endpoint fails; what was kept before is still there then.
    """
    given = dict(options)
    address, contact, refresh = given.pop("endpoint", ENDPOINT), given.pop("contact", None), given.pop("refresh", "")
    text, items = bind(find(name), given)
    cache = AnswerCache(cache_folder() / FOLDER)
    endpoint = connect_to_wikidata(address, contact, say)

    def ask() -> Answer:
        new = endpoint.select(text)
        _check(new, text, items, endpoint)
        return new

    found, when = cache.get_or_ask(endpoint.identity, text, ask, bool(refresh))
    if when:
        return found, f"kept from {endpoint.identity}, {when:%Y-%m-%d %H:%M} UTC; --refresh asks again."
    return found, cache.complaint or f"asked of {endpoint.identity}."


def _check(answer: Answer, text: str, expected: Mapping[str, ox.NamedNode], endpoint: Endpoint) -> None:
    """Raise WrongAnswerError when ``answer`` cannot be that of ``endpoint`` to the SELECT ``text``.

    A row has another item in a column than the one in ``expected`` of that name; or the answer has no row, and the
    endpoint knows none of the items asked for, which are those in ``text`` unless some are expected.
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
        # The text also holds the items that count when none is given.
        asked = {term.value.removeprefix(WIKIDATA) for term in expected.values()}
        items = sorted(asked or _items(text), key=item_number)
        question = f"{PROLOGUE}ASK {{ {values('item', items)} ?item ?property ?any }}"
        if items and not endpoint.ask(question):
            raise WrongAnswerError(
                f"{endpoint.identity} knows nothing of {', '.join(items[:3])}, so its answer is not used; is it a "
                "SPARQL endpoint with Wikidata's items, or were they deleted?"
            )


def _items(text: str) -> set[str]:
    """The items that the query ``text`` names.

    >>> sorted(_items('?a ?b wd:Q42, <http://www.wikidata.org/entity/Q5972>, "http://www.wikidata.org/entity/Q1"'))
    ['Q42', 'Q5972']
    """
    names = (
        WIKIDATA + token.text[3:] if token.prefix == "wd" else token.text[1:-1]
        for token in tokens(text)
        if token.kind in ("name", "iri")
    )
    return {item for name in names if (item := item_id(name))}


def _linked_item(name: str) -> str:
    """The item of the thing of our graph that ``name`` names."""
    from paradiplomacy.graph import load

    store = load().store
    node = resolve(name, store)
    item = item_of(store, node)
    if not item:
        raise UsageError(
            f"{short(node.value)} has no item in data/links/wikidata.sssom.tsv; give the id of one, such as Q11462."
        )
    return item
