"""The tools that find a thing by its name, and describe it."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pyoxigraph as ox

from paradiplomacy.agents.passages import accounts_of, assertion, line, words_of
from paradiplomacy.agents.terms import find_kind
from paradiplomacy.agents.told import EVIDENCE, MOST_NAMED, Told, graphs_of, named, sources_of, with_words
from paradiplomacy.agents.words import say
from paradiplomacy.names.labels import LABEL_PROPERTIES, label_of, labels_of
from paradiplomacy.names.resolve import MATCH, OTHER_NAMES, OWN_NAMES, class_of, matching, normal, resolve
from paradiplomacy.rdf.facts import TYPE, Node, literals, objects, subjects
from paradiplomacy.rdf.namespaces import ID, PARA, WIKIDATA, short
from paradiplomacy.sparql.answer import display_text

_SILENT = ox.NamedNode(PARA + "silentOn")
# A part of a name that is shorter fits too much.
_SHORTEST_PART = 4
_MOST_POINTING = 200


def find(store: ox.Store, lang: str, text: str, kind: str = "") -> Told:
    """The things that ``text`` names, of the class ``kind`` if given; else those whose names hold it.

    Raises UsageError with the nearest names when there are none.
    """
    kind = find_kind(kind, store) if kind else "thing"
    exact = sorted(matching(text, store, kind), key=str)
    found = exact or _holding(store, text, kind)
    if not found:
        resolve(text, store, kind)  # which raises the error with the nearest names
    matches = [_match(store, node, lang, "name" if exact else "part of name") for node in found]
    return Told({"matches": matches[:MOST_NAMED]}, "\n".join(map(_match_line, matches[:MOST_NAMED])), list(found))


def _holding(store: ox.Store, text: str, kind: str) -> list[ox.NamedNode]:
    """The things with a name of which ``text`` is a part, by IRI."""
    part = normal(text)
    if len(part) < _SHORTEST_PART:
        return []
    known = set(subjects(store, TYPE, class_of(kind)))
    return sorted(
        {
            quad.subject
            for predicate in OWN_NAMES + OTHER_NAMES
            for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph())
            if isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value.startswith(ID)
            and (not known or quad.subject in known)
            and isinstance(quad.object, ox.Literal)
            and part in normal(quad.object.value)
        },
        key=str,
    )


def _match(store: ox.Store, node: ox.NamedNode, lang: str, how: str) -> dict[str, Any]:
    items = [item.value for item in objects(store, node, MATCH) if item.value.startswith(WIKIDATA)]
    return {
        **named(store, node, lang),
        "labels": labels_of(store, node),
        "kinds": [named(store, kind, lang) for kind in objects(store, node, TYPE)],
        "wikidata": items,
        "match": how,
    }


def _match_line(match: dict[str, Any]) -> str:
    kinds = ", ".join(kind["label"] for kind in match["kinds"])
    items = "".join(f"; {short(item)}" for item in match["wikidata"])
    return f"- {match['label']} [{match['id']}]: {kinds}{items} ({match['match']})"


def describe(store: ox.Store, lang: str, thing: str) -> Told:
    """All that the graph says of a thing: names, facts, silences, words, accounts of other sources, incoming links."""
    node = resolve(thing, store)
    facts = _facts(store, node, lang)
    silent = [named(store, on, lang) for on in objects(store, node, _SILENT)]
    records = [*with_words(store, node), *accounts_of(store, node)]
    words = [each for record in records for each in words_of(store, record, lang)]
    links = _pointing(store, node, lang)
    data = {
        "thing": named(store, node, lang),
        "labels": labels_of(store, node),
        "otherNames": sorted({text.value for name in OTHER_NAMES for text in literals(store, node, name)}),
        "assertion": assertion(store, node) or None,
        "facts": facts,
        "silentOn": silent,
        "passages": words,
        "incoming": links,
    }
    lines = [f"{label_of(store, node, lang)} [{short(node.value)}]", f"{say('facts', lang)}:"]
    lines += [
        f"- {fact['property']['label']}: {', '.join(map(_shown, fact['values']))} ({', '.join(fact['sources'])})"
        for fact in facts
    ]
    lines += [f"- {say('silent', lang)}: {', '.join(each['label'] for each in silent)}"] if silent else []
    lines += [f"{say('words', lang)}:", *(f"- {line(each, lang)}" for each in words)] if words else []
    lines += [f"{say('pointed to', lang)}:"] if links else []
    lines += [f"- {link['property']['label']}: {', '.join(map(_shown, link['things'][:12]))}" for link in links]
    return Told(data, "\n".join(lines), [node, *records])


def _facts(store: ox.Store, node: Node, lang: str) -> list[dict[str, Any]]:
    left_out = (EVIDENCE, _SILENT, *LABEL_PROPERTIES, *map(ox.NamedNode, OTHER_NAMES))
    values: dict[ox.NamedNode, list[dict[str, Any]]] = {}
    sources: dict[ox.NamedNode, set[str]] = {}
    for quad in store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
        if quad.predicate not in left_out:
            values.setdefault(quad.predicate, []).append(_value(store, quad.object, lang))
            graphs = graphs_of(store, node, quad.predicate)
            sources[quad.predicate] = {short(source.value) for source in sources_of(store, node, graphs)}
    return [
        {
            "property": named(store, predicate, lang),
            "values": sorted(found, key=str),
            "sources": sorted(sources[predicate]),
        }
        for predicate, found in sorted(values.items(), key=lambda fact: short(fact[0].value))
    ]


def _value(store: ox.Store, term: object, lang: str) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return named(store, term, lang)
    if isinstance(term, ox.Literal):
        return {"value": term.value, "datatype": short(term.datatype.value)} | (
            {"language": term.language} if term.language else {}
        )
    return {"value": str(term)}


def _shown(value: dict[str, Any]) -> str:
    return f"{value['label']} [{value['id']}]" if "id" in value else display_text(ox.Literal(value["value"]))


def _pointing(store: ox.Store, node: Node, lang: str) -> list[dict[str, Any]]:
    """The things that name ``node``, by property; of very many only the first."""
    found: dict[ox.NamedNode, set[Node]] = {}
    for quad in islice(store.quads_for_pattern(None, None, node, ox.DefaultGraph()), _MOST_POINTING):
        if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
            found.setdefault(quad.predicate, set()).add(quad.subject)
    return [
        {
            "property": named(store, predicate, lang),
            "things": [named(store, thing, lang) for thing in sorted(things, key=str)],
        }
        for predicate, things in sorted(found.items(), key=lambda link: short(link[0].value))
    ]
