"""Give values to the parameters of a stored query, in a way that cannot change what the query does."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from paradiplomacy.errors import UsageError, quoted, suggestion
from paradiplomacy.queries.stored import Parameter, StoredQuery
from paradiplomacy.sparql.text import holds_code


def bind(query: StoredQuery, values: Mapping[str, str], store: ox.Store) -> str:
    """The text of ``query`` with the given values, else the header's defaults, in place of its parameters.

    A parameter with neither stays a variable. A value is never pasted: it becomes an IRI of ``store`` or a
    literal, written out by the RDF library. Raises UsageError for an unknown parameter, name or language.
    """
    for name in values:
        if name not in query.parameters:
            raise UsageError(_unknown(name, query))
    terms: dict[str, str] = {}
    for name, parameter in query.parameters.items():
        value = values.get(name, parameter.default)
        if value is not None:
            terms[parameter.variable] = str(_term(parameter, value, store, name in values))
    if not terms:
        return query.text
    pieces = list(query.pieces)
    pieces[1::2] = [terms.get(variable, f"?{variable}") for variable in pieces[1::2]]
    return "".join(pieces)


def _term(parameter: Parameter, value: str, store: ox.Store, given: bool) -> ox.NamedNode | ox.Literal:
    if not isinstance(value, str) or not value:
        raise UsageError(f"The parameter {quoted(parameter.name)} needs a text as its value.")
    if parameter.takes_thing:
        from paradiplomacy.names.resolve import resolve

        return resolve(value, store, parameter.name)
    if parameter.name == "lang" and given:
        value = _language(value, store)
    if holds_code(value):
        raise UsageError(
            f"The value of {quoted(parameter.name)} holds a code such as \\u0041; write the character itself."
        )
    try:
        return ox.Literal(value)
    except ValueError:
        raise UsageError(f"The value of {quoted(parameter.name)} is not valid Unicode.") from None


def _language(value: str, store: ox.Store) -> str:
    from paradiplomacy.names.resolve import languages

    known = languages(store)
    tag = value.strip().lower()
    if tag not in known:
        raise UsageError(f"The graph has no names in the language {quoted(value)}; {suggestion(tag, known)}")
    return tag


def _unknown(name: str, query: StoredQuery) -> str:
    if not query.parameters:
        return f"The query {query.name} takes no parameters, so leave out {quoted(name)}."
    return f"The query {query.name} has no parameter {quoted(name)}; {suggestion(name, query.parameters)}"
