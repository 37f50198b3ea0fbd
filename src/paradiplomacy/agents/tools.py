"""The tools that the server offers: their names, what they are for, and their arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paradiplomacy.agents.words import LANGUAGES
from paradiplomacy.errors import UsageError, quoted, suggestion


@dataclass(frozen=True)
class Argument:
    """An argument: its name, what it means, and whether it must be given; ``is_map`` for texts by name."""

    name: str
    meaning: str
    required: bool = True
    is_map: bool = False
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        if self.is_map:
            return {"type": "object", "additionalProperties": {"type": "string"}, "description": self.meaning}
        choices = {"enum": list(self.choices), "default": self.choices[0]} if self.choices else {}
        return {"type": "string", "description": self.meaning, **choices}


_LANG = Argument("lang", "language of the answer: en (English) or id (Indonesian)", False, choices=LANGUAGES)
_THING = Argument(
    "thing", "an IRI, a short id (medan-gwangju), a name in English, Indonesian or Korean, or a Wikidata item (Q5972)"
)


@dataclass(frozen=True)
class Tool:
    """A tool: its name, its title, what it does, and its arguments; each takes ``lang`` as well."""

    name: str
    title: str
    description: str
    own: tuple[Argument, ...]

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All its arguments."""
        return (*self.own, _LANG)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        return {
            "type": "object",
            "properties": {argument.name: argument.schema() for argument in self.arguments},
            "required": [argument.name for argument in self.arguments if argument.required],
            "additionalProperties": False,
        }

    def checked(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments as the tool takes them, with the language; raises UsageError for a wrong one."""
        known = {argument.name: argument for argument in self.arguments}
        for name, value in given.items():
            if name not in known:
                raise UsageError(f"The tool {self.name} has no argument {quoted(name)}; {suggestion(name, known)}")
            argument = known[name]
            texts = value.values() if argument.is_map and isinstance(value, dict) else [value]
            if argument.is_map != isinstance(value, dict) or not all(isinstance(it, str | int | float) for it in texts):
                what = "an object with texts as its values" if argument.is_map else "a text"
                raise UsageError(f"The argument {quoted(name)} of {self.name} must be {what}.")
            if argument.choices and value not in argument.choices:
                raise UsageError(
                    f"{quoted(value)} is no value of {quoted(name)}; {suggestion(value, argument.choices)}"
                )
        for argument in self.own:
            if argument.required and not str(given.get(argument.name, "")).strip():
                raise UsageError(f"The tool {self.name} needs {quoted(argument.name)}: {argument.meaning}.")
        # A year comes as a number as often as as a text.
        plain = {
            name: {key: str(text) for key, text in value.items()} if isinstance(value, dict) else str(value)
            for name, value in given.items()
        }
        return {"lang": LANGUAGES[0], **plain}


#: Every answer has these; a client may check it.
ANSWER = {
    "type": "object",
    "properties": {
        "records": {"type": "array", "items": {"type": "object", "required": ["iri", "id", "label"]}},
        "sources": {"type": "array", "items": {"type": "object", "required": ["iri", "id", "label"]}},
        "graph": {"type": "object", "required": ["date", "version", "triples", "digest"]},
    },
    "required": ["records", "sources", "graph"],
}

INSTRUCTIONS = (
    "A knowledge graph of paradiplomacy: sister cities, their agreements, and the words behind each fact. "
    "Find a thing with find, then use its id. Check a claim with verify before you repeat it. "
    "Cite the record and its source. What is silent or not coded is unknown, and not false."
)

TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "find",
            "Find a thing by name",
            "Find cities, agreements, activities, sources and other things by name, id or Wikidata item. "
            "Gives ids for the other tools. Without the very name, things whose names hold the text are given.",
            (
                Argument("text", _THING.meaning),
                Argument("kind", "only things of this class, such as city, delegation or source", False),
            ),
        ),
        Tool(
            "describe",
            "Describe a thing",
            "All that the graph says of one thing: names, facts, what the source is silent on, the words behind it, "
            "and the things that name it.",
            (_THING,),
        ),
        Tool(
            "evidence",
            "The words behind a thing",
            "The passages behind one thing: quote, paraphrase, section, page, source, who is cited, "
            "and whether the source states, hedges or expects it; also those of other sources on the same thing.",
            (_THING,),
        ),
        Tool(
            "verify",
            "Check a claim",
            "Check the claim that a thing has a value by a property. The outcome is one of supported, contradicted, "
            "hedged, silent, not coded, with the words of each side; sourcesDisagree: another source speaks "
            "against it. 1997 and 1997-09-24 agree, and about is within a tenth.",
            (
                _THING,
                Argument("property", "the label, the name or the IRI of a property: sinceYear, party, place, stay"),
                Argument("value", "the value claimed: a name or an id of a thing, a time, a number, or a text"),
            ),
        ),
        Tool(
            "compare",
            "Compare two agreements",
            "Two sister-city agreements sector by sector: recorded, hedged, silent or not coded, with the words.",
            (
                Argument("agreement_a", "a sister-city agreement, by name or id: medan-gwangju"),
                Argument("agreement_b", "another one: surabaya-busan"),
            ),
        ),
        Tool(
            "stored_query",
            "Ask a stored query",
            "Answer one of the stored questions (timeline, delegations, silences, sources-agree, …). "
            "Without a name, the list of them with their parameters.",
            (
                Argument("name", "the name of the query", False),
                Argument(
                    "parameters", "values by the names of the parameters: names or ids of things, or words", False, True
                ),
            ),
        ),
        Tool(
            "sparql",
            "Ask in SPARQL",
            "Answer a SELECT, ASK, CONSTRUCT or DESCRIBE; prefixes such as para:, id: and skos: are known. "
            "It only reads, fetches nothing, and is stopped at a limit of time, memory and rows.",
            (Argument("query", "the text of the query"),),
        ),
    )
}
