"""The words of the sources behind a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from paradiplomacy.agents.told import Graph, Told, named, passages_of, source_named, with_words
from paradiplomacy.agents.words import say
from paradiplomacy.names.labels import in_language, label_of, texts_of
from paradiplomacy.names.resolve import resolve
from paradiplomacy.rdf.facts import Node, literals, objects, subjects
from paradiplomacy.rdf.namespaces import OA, PARA, PREFIXES
from paradiplomacy.sparql.answer import display_text

_PARAPHRASE = ox.NamedNode(PARA + "paraphrase")


def evidence(store: ox.Store, lang: str, thing: str) -> Told:
    """The words behind a thing, a passage, or a group of a delegation, and those of the accounts of other sources."""
    node = resolve(thing, store)
    records = [*with_words(store, node), *accounts_of(store, node)]
    found = [words for record in records for words in words_of(store, record, lang)]
    label = label_of(store, node, lang)
    lines = [f"{label}: {say('words', lang)}"] + [f"- {line(words, lang)}" for words in found]
    text = "\n".join(lines) if found else f"{label}: {say('no words', lang)}"
    return Told({"thing": named(store, node, lang), "passages": found}, text, [node, *records])


def accounts_of(store: ox.Store, node: Node) -> list[ox.NamedNode]:
    """What further sources say of ``node``."""
    return subjects(store, PARA + "accountOf", node)


def assertion(store: ox.Store, record: Node) -> str:
    """How the source says it: "stated", "hedged", "expected", another kind of the user's graph, or "" for no record."""
    kinds = objects(store, record, PARA + "assertionKind")
    return kinds[0].value.rpartition("/")[2].removeprefix("assertion-") if kinds else ""


def words_of(store: ox.Store, record: Node, lang: str, graphs: Iterable[Graph] | None = None) -> list[dict[str, Any]]:
    """The passages behind ``record``, or ``record`` itself if it is one: words, place, source, who is cited.

    ``graphs`` are the named graphs whose evidence counts, unless given all.
    """
    passages = passages_of(store, record, graphs) or [record]
    return [_passage(store, record, passage, lang) for passage in passages if objects(store, passage, OA + "hasSource")]


def _passage(store: ox.Store, record: Node, passage: Node, lang: str) -> dict[str, Any]:
    selectors = objects(store, passage, OA + "hasSelector")
    quotes = [quote for each in selectors for quote in literals(store, each, OA + "exact")]
    starts = [start for each in selectors for start in literals(store, each, OA + "start")]
    told = {
        "quote": " / ".join(quote.value for quote in quotes),
        "language": quotes[0].language if quotes else None,
        "paraphrase": in_language(texts_of(store, passage, [_PARAPHRASE]), lang),
        "section": _text(store, passage, PARA + "section"),
        "page": _text(store, passage, PREFIXES["bibo"] + "pages"),
        "position": int(starts[0].value) if starts else None,
        "assertion": assertion(store, record),
    }
    return {
        "record": named(store, record, lang),
        "passage": named(store, passage, lang),
        **{name: value for name, value in told.items() if value not in ("", None)},
        "source": source_named(store, objects(store, passage, OA + "hasSource")[0], lang),
        "cites": [source_named(store, work, lang) for work in objects(store, passage, PARA + "citesSource")],
    }


def _text(store: ox.Store, node: Node, predicate: str) -> str:
    return "; ".join(text.value for text in literals(store, node, predicate))


def line(words: dict[str, Any], lang: str) -> str:
    """A passage in one line: the quote, our paraphrase, the source with the section, who is cited, how it is said."""
    quote = display_text(ox.Literal(words.get("quote", "")))
    source = words["source"]["id"]
    place = [f"{say('section', lang)} {words['section']}"] if "section" in words else []
    cited = [f"{say('cited', lang)} {', '.join(work['id'] for work in words['cites'])}"] if words["cites"] else []
    kind = [words["assertion"]] if words.get("assertion", "stated") != "stated" else []
    about = "; ".join([source, *place, *cited, *kind])
    return f"“{quote}” — {words.get('paraphrase', say('not coded', lang))} ({about})"
