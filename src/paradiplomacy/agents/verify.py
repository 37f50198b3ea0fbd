"""The tool that checks a claim: whether a source states it, denies it, hedges it, is silent, or nothing is coded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from paradiplomacy.agents.passages import line, words_of
from paradiplomacy.agents.statements import Question, Statement
from paradiplomacy.agents.terms import OBJECT_PROPERTY, find_property
from paradiplomacy.agents.told import Told, named, source_named, sources_of
from paradiplomacy.agents.values import Relation, claimed, relation, said
from paradiplomacy.agents.words import meaning, say
from paradiplomacy.errors import UsageError
from paradiplomacy.names.labels import label_of
from paradiplomacy.names.resolve import item_named, resolve
from paradiplomacy.rdf.facts import TYPE, Node, objects
from paradiplomacy.rdf.namespaces import RDFS, short

OUTCOMES = ("supported", "contradicted", "hedged", "silent", "not coded")
_MOST_LISTED = 20
_STATED = ("stated", "")  # what is no record, such as a city, has no kind of assertion


@dataclass
class _Sides:
    """The statements by what they say to a claim."""

    supporting: list[Statement]
    against: list[Statement]
    hedged: list[Statement]
    less: list[Statement]
    others: list[Statement]
    silent: list[Node]

    def outcome(self) -> str:
        """One of ``OUTCOMES``."""
        if self.supporting:
            return "supported"
        if self.against:
            return "contradicted"
        if self.hedged:
            return "hedged"
        return "silent" if self.silent else "not coded"


def verify(store: ox.Store, lang: str, thing: str, property: str, value: str) -> Told:
    """What the sources say to the claim that ``thing`` has ``value`` by ``property``, with the words of each side.

    Raises UsageError, with the nearest names, for an unknown thing or property, and for a value that is unknown, too,
    or cannot be read.
    """
    node = resolve(thing, store)
    question = Question(store, lang, node, find_property(property, store))
    statements = question.statements()
    meant = _thing_meant(question, statements, value)
    sides = _sides(question, statements, meant, value)
    outcome = sides.outcome()
    is_disputed = _is_disputed(store, sides)
    elsewhere = [] if sides.supporting else _elsewhere(question, meant, value, not statements)
    data = {
        "outcome": outcome,
        "meaning": meaning(outcome if _is_sourced(store, sides) else "unsourced", lang),
        "sourcesDisagree": is_disputed,
        "claim": {
            "thing": named(store, node, lang),
            "property": named(store, question.term, lang),
            "value": named(store, meant, lang) if meant else value,
        },
        "supporting": [_side(store, each, lang) for each in sides.supporting],
        "against": [_side(store, each, lang) for each in sides.against],
        "hedged": [_side(store, each, lang) for each in sides.hedged],
        "lessExact": [_side(store, each, lang) for each in sides.less],
        "silent": [_silence(store, record, lang) for record in sides.silent],
        "otherValues": list(dict.fromkeys(_with_kind(store, each, lang) for each in sides.others))[:_MOST_LISTED],
        "elsewhere": elsewhere,
    }
    spoken = [*sides.supporting, *sides.against, *sides.hedged, *sides.less]
    return Told(data, _text(data, lang), [node, *(each.record for each in spoken), *sides.silent])


def _thing_meant(question: Question, statements: list[Statement], value: str) -> ox.NamedNode | None:
    """The thing that ``value`` names, where the property takes things; else None."""
    store = question.store
    takes_things = OBJECT_PROPERTY in objects(store, question.term, TYPE) or any(
        not isinstance(each.value, ox.Literal) for each in statements
    )
    if not takes_things and question.term != TYPE:
        return None
    if (item := item_named(value)) and any(each.value == item for each in statements):
        return item
    ranges = [short(each.value).lower() for each in objects(store, question.term, RDFS + "range")]
    try:
        return resolve(value, store)
    except UsageError:
        if not ranges:
            raise
        return resolve(value, store, ranges[0])


def _sides(question: Question, statements: list[Statement], meant: ox.NamedNode | None, value: str) -> _Sides:
    if not meant and not statements:
        claimed(value, question.measure())  # so that a value that cannot be read is told in every case
    found: dict[Relation, list[Statement]] = {"agrees": [], "says less": [], "other": []}
    for each in statements:
        found[_relation(question, each, meant, value)].append(each)
    supporting = [each for each in found["agrees"] if each.assertion in _STATED]
    others = [each for each in found["other"] if each.assertion in _STATED]
    against = others if question.is_compared else list(_full(question, others, supporting))
    return _Sides(
        supporting,
        against,
        [each for each in found["agrees"] if each not in supporting],
        found["says less"],
        [each for each in found["other"] if each not in against],
        question.silences(meant),
    )


def _full(question: Question, others: list[Statement], supporting: list[Statement]) -> Iterable[Statement]:
    """Those of ``others`` that leave no room for one more value, as the shapes limit them."""
    most = question.most()
    for each in others:
        given = [one for one in (*others, *supporting) if one.holder == each.holder]
        if most and len(given) >= most:
            yield each


def _relation(question: Question, each: Statement, meant: ox.NamedNode | None, value: str) -> Relation:
    if meant or not isinstance(each.value, ox.Literal):
        return "agrees" if each.value == meant else "other"
    how = question.measure(each.value)
    return relation(claimed(value, how), said(each.value.value, how, each.grade), how)


def _is_sourced(store: ox.Store, sides: _Sides) -> bool:
    """Whether a source is known for what supports the claim; for a link to Wikidata the graph names none."""
    found = [sources_of(store, each.record, each.graphs) for each in sides.supporting]
    return any(found) or not found


def _is_disputed(store: ox.Store, sides: _Sides) -> bool:
    """Whether a source speaks against the claim that another one supports or hedges."""
    for_it, against = (
        {source for each in some for source in sources_of(store, each.record, each.graphs)}
        for some in ([*sides.supporting, *sides.hedged], sides.against)
    )
    return bool(for_it and against - for_it)


def _elsewhere(question: Question, meant: ox.NamedNode | None, value: str, any_value: bool) -> list[dict[str, Any]]:
    """Records beside the thing that have the claimed value, or with ``any_value`` another one: one may be meant."""
    store, thing = question.store, question.thing
    naming = {quad.subject for quad in store.quads_for_pattern(None, None, thing, ox.DefaultGraph())}
    beside = {*naming, *(quad.object for quad in store.quads_for_pattern(thing, None, None, ox.DefaultGraph()))}
    return [
        {"record": named(store, each.record, question.lang), "value": _shown(store, each, question.lang)}
        for node in sorted(beside, key=str)
        if isinstance(node, ox.NamedNode)
        for each in question.stated_of(node)
        if any_value or _relation(question, each, meant, value) == "agrees"
    ][:_MOST_LISTED]


def _side(store: ox.Store, each: Statement, lang: str) -> dict[str, Any]:
    return {
        "record": named(store, each.record, lang),
        "property": named(store, each.term, lang),
        "value": _shown(store, each, lang),
        "assertion": each.assertion or None,
        "sources": [source_named(store, source, lang) for source in sources_of(store, each.record, each.graphs)],
        "words": words_of(store, each.record, lang, each.graphs),
    }


def _silence(store: ox.Store, record: Node, lang: str) -> dict[str, Any]:
    return {
        "record": named(store, record, lang),
        "sources": [source_named(store, source, lang) for source in sources_of(store, record)],
    }


def _shown(store: ox.Store, each: Statement, lang: str) -> str:
    if not isinstance(each.value, ox.Literal):
        return f"{label_of(store, each.value, lang)} [{short(each.value.value)}]"
    before = {"about": say("about", lang) + " ", "least": say("at least", lang) + " "}.get(each.grade, "")
    return before + each.value.value


def _with_kind(store: ox.Store, each: Statement, lang: str) -> str:
    return _shown(store, each, lang) + (f" ({each.assertion})" if each.assertion not in _STATED else "")


def _text(data: dict[str, Any], lang: str) -> str:
    claim = data["claim"]
    value = claim["value"]["label"] if isinstance(claim["value"], dict) else claim["value"]
    disagree = f" — {say('disagree', lang)}" if data["sourcesDisagree"] else ""
    lines = [
        f"{say(data['outcome'], lang).upper()}: {data['meaning']}{disagree}.",
        f"{claim['thing']['label']} [{claim['thing']['id']}] – {claim['property']['label']}: {value}",
    ]
    words = {"supporting": "supports", "against": "against", "hedged": "hedged", "lessExact": "less exact"}
    for side, word in words.items():
        for each in data[side]:
            sources = ", ".join(source["id"] for source in each["sources"]) or say("none", lang)
            how = f" ({each['assertion']})" if each["assertion"] not in (None, "stated") else ""
            lines.append(f"- {say(word, lang)}: {each['value']}{how} — {each['record']['id']} [{sources}]")
            lines += [f"    {line(words_, lang)}" for words_ in each["words"]]
    for each in data["silent"]:
        sources = ", ".join(source["id"] for source in each["sources"])
        lines.append(f"- {say('silent here', lang)}: {each['record']['id']} [{sources}]")
    if data["otherValues"]:
        lines.append(f"- {say('other values', lang)}: {', '.join(data['otherValues'])}")
    if data["elsewhere"]:
        beside = (f"{each['record']['id']} ({each['value']})" for each in data["elsewhere"])
        lines.append(f"- {say('elsewhere', lang)}: {'; '.join(beside)}")
    return "\n".join(lines)
