"""The stored queries that are asked of Wikidata, ``queries/wikidata/*.rq``: find, bind and ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from paradiplomacy.errors import UsageError, quoted, suggestion
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.release import home
from paradiplomacy.sparql.text import holds_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from paradiplomacy.queries.stored import Parameter
    from paradiplomacy.sparql.answer import Answer
    from paradiplomacy.sparql.http_client import Say

    Term = pyoxigraph.NamedNode | pyoxigraph.Literal

FOLDER = "wikidata"


def queries(folder: Path | None = None) -> list[StoredQuery]:
    """The queries of ``folder``, else ours, by name; each is called wikidata/NAME."""
    from paradiplomacy.rdf.read import read_text

    return [StoredQuery(f"{FOLDER}/{path.stem}", path, read_text(path)) for path in _paths(folder)]


def find(name: str, folder: Path | None = None) -> StoredQuery:
    """The query called ``name``; raises UsageError with the nearest names when there is none."""
    from paradiplomacy.rdf.read import read_text

    for path in _paths(folder):
        if f"{FOLDER}/{path.stem}" == name:
            return StoredQuery(name, path, read_text(path))
    hint = suggestion(name, (f"{FOLDER}/{path.stem}" for path in _paths(folder)))
    raise UsageError(f"{quoted(name)} is not a stored query; {hint}")


def bind(query: StoredQuery, given: Mapping[str, str]) -> str:
    """The text of ``query`` with its parameters in place: items for things, and texts.

    A thing is given by the id of an item (Q5972), or as a thing of our graph that is linked to one. Raises UsageError
    for an unknown parameter or thing, and for a thing without an item.
    """
    return _text(query, _terms(query, given))


def answer(name: str, options: Mapping[str, str], say: Say = lambda line: None) -> tuple[Answer, str]:
    """The answer of the query ``name``, and where and when it was given, as a sentence.

    ``options`` are the parameters of the query, and ``endpoint`` (an address), ``contact`` (see
    ``http_client.user_agent``) and ``refresh`` (ask again). The answer is kept on disk and used again until then.
    Raises EndpointError when the endpoint fails; what was kept before is still there then.
    """
    from paradiplomacy.linking.wikidata.endpoint import connect
    from paradiplomacy.linking.wikidata.expecting import check_answer
    from paradiplomacy.linking.wikidata.vocabulary import ENDPOINT
    from paradiplomacy.sparql.answer_cache import AnswerCache, CachedEndpoint, cache_folder

    given = dict(options)
    address, contact, refresh = given.pop("endpoint", ENDPOINT), given.pop("contact", None), given.pop("refresh", "")
    query = find(name)
    terms = _terms(query, given)
    # Such a parameter is a column of the same name, if it is one at all.
    expected = {name: term for name, term in terms.items() if isinstance(term, pyoxigraph.NamedNode)}
    shelf = AnswerCache(cache_folder() / FOLDER)
    text, endpoint = _text(query, terms), connect(address, contact, say=say)
    kept = CachedEndpoint(endpoint, shelf, bool(refresh), lambda answer: check_answer(answer, text, expected, endpoint))
    found = kept.select(text)
    if kept.oldest:
        return found, f"kept from {kept.identity}, {kept.oldest:%Y-%m-%d %H:%M} UTC; --refresh asks again."
    return found, shelf.complaint or f"asked of {kept.identity}."


def _terms(query: StoredQuery, given: Mapping[str, str]) -> dict[str, Term]:
    """The term for each parameter of ``query`` that has a value, by its name."""
    for name in given:
        if name not in query.parameters:
            known = suggestion(name, query.parameters) if query.parameters else "it takes none."
            raise UsageError(f"The query {query.name} has no parameter {quoted(name)}; {known}")
    values = ((name, parameter, given.get(name, parameter.default)) for name, parameter in query.parameters.items())
    return {name: _term(parameter, value) for name, parameter, value in values if value is not None}


def _text(query: StoredQuery, terms: Mapping[str, Term]) -> str:
    bound = {query.parameters[name].variable: str(term) for name, term in terms.items()}
    pieces = list(query.pieces)
    pieces[1::2] = [bound.get(variable, f"?{variable}") for variable in pieces[1::2]]
    return "".join(pieces)


def _term(parameter: Parameter, value: str) -> Term:
    from paradiplomacy.linking.wikidata.vocabulary import is_item_id, is_language_tag
    from paradiplomacy.rdf.namespaces import WIKIDATA

    if parameter.takes_thing:
        name = value.removeprefix("wd:")
        return pyoxigraph.NamedNode(WIKIDATA + (name if is_item_id(name) else _linked_item(value)))
    if parameter.name == "lang" and not is_language_tag(value):
        raise UsageError(f"{quoted(value)} is not a language tag such as en, id or ko.")
    if holds_code(value):
        raise UsageError(f"The value of {quoted(parameter.name)} holds a code such as \\u0041; write the character.")
    return pyoxigraph.Literal(value)


def _linked_item(name: str) -> str:
    """The item of the thing of our graph that ``name`` names."""
    from paradiplomacy.graph import load
    from paradiplomacy.linking.wikidata.items import item_of
    from paradiplomacy.names.resolve import resolve
    from paradiplomacy.rdf.namespaces import short

    store = load().store
    node = resolve(name, store)
    item = item_of(store, node)
    if not item:
        raise UsageError(
            f"{short(node.value)} has no item in data/links/wikidata.sssom.tsv; give the id of one, such as Q11462."
        )
    return item


def _paths(folder: Path | None) -> list[Path]:
    return sorted((folder or home() / "queries" / FOLDER).glob("*.rq"))
