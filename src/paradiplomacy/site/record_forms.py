"""The forms of a record for programs: Turtle, JSON-LD, plain JSON, Markdown, and schema.org for the page itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from paradiplomacy.rdf import write
from paradiplomacy.rdf.facts import Value, lexical
from paradiplomacy.rdf.namespaces import PARA, short
from paradiplomacy.site.evidence import Card
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.record import Record
from paradiplomacy.site.sentences import Sentence
from paradiplomacy.site.shown import shown
from paradiplomacy.site.site import Site

_SCHEMA = {"City": "City", "Province": "AdministrativeArea", "State": "Country", "Place": "Place"} | {
    "Organization": "Organization", "Person": "Person", "Event": "Event", "Source": "CreativeWork"
}  # fmt: skip


def turtle(record: Record) -> bytes:
    """Its triples in Turtle, in the order of their terms."""
    return write.serialised(record.triples, ox.RdfFormat.TURTLE)


def jsonld(record: Record) -> str:
    """Its triples in JSON-LD."""
    return write.jsonld((ox.Quad(*triple) for triple in record.triples), indent=None)


def plain(record: Record) -> str:
    """What the page tells, as JSON for programs that know nothing of RDF."""
    site = record.site

    def named(nodes: Iterable[ox.NamedNode]) -> list[dict[str, str]]:
        return [{"id": short(node.value), "label": site.label(node, "en")} for node in nodes]

    document: dict[str, Any] = {
        "id": record.name,
        "iri": record.thing.value,
        "labels": record.labels,
        "classes": named(record.classes),
        "assertion": short(record.assertion.value) if record.assertion else None,
        "sentences": {lang: [in_text(site, it, lang) for it in record.sentences(lang)] for lang in LANGUAGES},
        "facts": [
            {"property": short(predicate.value), "label": site.label(predicate, "en"), "graphs": graphs}
            | _value(site, value)
            for predicate, told in record.facts.items()
            for value, graphs in told.items()
        ],
        "evidence": [_card(it) for it in record.cards],
        "silentOn": named(record.silences),
        "notCoded": named(record.not_coded),
        "namedBy": {short(predicate.value): named(found) for predicate, found in record.pointing.items()},
        "wikidata": record.items,
        "sha256": record.digest,
        "graph": {"version": site.version, "date": site.date, "sha256": site.digest},
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _value(site: Site, value: Value) -> dict[str, str]:
    if isinstance(value, ox.Literal):
        return {"value": value.value} | ({"language": value.language} if value.language else {})
    if isinstance(value, ox.NamedNode):
        return {"value": value.value, "id": short(value.value), "valueLabel": site.label(value, "en")}
    return {"value": str(value)}


def _card(card: Card) -> dict[str, Any]:
    return {
        "passage": short(card.passage.value),
        "quotes": [{"text": it.value, "language": it.language or ""} for it in card.quotes],
        "paraphrase": card.paraphrases,
        "section": card.section,
        "pages": card.pages,
        "sources": [short(it.value) for it in card.sources],
        "citing": [short(it.value) for it in card.cited],
    }


def in_text(site: Site, sentence: Sentence, lang: str) -> str:
    """A sentence without links."""
    return "".join(
        part
        if isinstance(part, str)
        else shown(part, lang)
        if isinstance(part, ox.Literal)
        else site.label(part, lang)
        if isinstance(part, ox.NamedNode)
        else lexical(part)
        for part in sentence
    )


def markdown(record: Record) -> str:
    """The record in Markdown, in English, for readers that are programs of language."""
    site, lang = record.site, "en"
    lines = [f"# {record.label(lang)}", "", f"<{record.thing.value}>", ""]
    lines += [f"- {tag}: {name}" for tag, name in record.other_names(lang)]
    if record.kind:
        lines.append(f"- kind: {site.label(record.kind, lang)}")
    if record.assertion:
        lines.append(f"- assertion: {site.label(record.assertion, lang)}")
    lines += [f"- {in_text(site, it, lang)}" for it in record.sentences(lang)]
    lines += [f"- Wikidata: {iri}" for iri in record.items]
    for heading, nodes in (("The source is silent on", record.silences), ("Not coded", record.not_coded)):
        if nodes:
            lines.append(f"- {heading}: {', '.join(site.label(it, lang) for it in nodes)}")
    for card in record.cards:
        lines += ["", *(f"> {it.value}" for it in card.quotes), "", card.paraphrase(lang)]
        lines.append(f"Source: {', '.join(site.label(it, lang) for it in card.sources)} {card.section}".strip())
    lines += ["", record.citation(lang).text()]
    return "\n".join(lines)


def schema_org(record: Record, lang: str, page: str) -> dict[str, Any]:
    """The record in schema.org, to stand in its page at the address ``page``."""
    kind = short(record.kind.value) if record.kind else ""
    told = next((card.paraphrase(lang) for card in record.cards), "")
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _SCHEMA.get(kind, "Thing"),
        "@id": record.thing.value,
        "name": [{"@value": name, "@language": tag} if tag else name for tag, name in sorted(record.labels.items())],
        "mainEntityOfPage": page,
    }
    if record.kind and record.kind.value.startswith(PARA):
        document["additionalType"] = record.kind.value
    if told:
        document["description"] = told
    if record.items:
        document["sameAs"] = record.items
    if record.position:
        latitude, longitude = record.position
        document["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return document
