"""The command ``paradiplomacy query``: list the stored queries, explain one, or answer it."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from paradiplomacy.commands.arguments import (
    CONNECTION,
    Parser,
    check_data,
    connected,
    declare_data,
    declare_endpoint,
    output_file,
)
from paradiplomacy.commands.console import deliver, print_rows, say
from paradiplomacy.errors import UsageError, nearest, quoted
from paradiplomacy.graph import load
from paradiplomacy.queries import oecd
from paradiplomacy.queries.stored import ENDINGS, StoredQuery, named, stored_queries
from paradiplomacy.rdf.namespaces import PREFIXES
from paradiplomacy.sparql.answer import FORMATS, Answer, from_texts

if TYPE_CHECKING:
    from paradiplomacy.sparql.remote import Remote

_LIST_LANGUAGES = ("en", "id")
_STREAMED = ("csv", "json")
_REPEATABLE = ("--data", "--graph")
_FORMATS = (*FORMATS, "xlsx")
# The ending of a file → the format that it tells.
_FILES = {".csv": "csv", ".json": "json", ".md": "markdown", ".html": "html", ".tex": "latex", ".xlsx": "xlsx"} | {
    ".ttl": "turtle",
    ".txt": "table",
}


def run(words: list[str]) -> int:
    """Run ``paradiplomacy query`` with ``words`` after it; returns the exit status."""
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    given = [word.partition("=")[0] for word in words if word.startswith("--") and word != "--"]
    if twice := [option for option in given if given.count(option) > 1 and option not in _REPEATABLE]:
        raise UsageError(f"{twice[0]} is given twice; give it once.")
    parser = _parser(given)
    parsed, rest = parser.parse_known_args(words)
    if odd := [word for word in rest if word.startswith("-") and word != "-"]:
        parser.refuse(odd)
    # What is not an option of the command is a parameter of the query; its destination keeps the dashes.
    values = {name[2:]: value for name, value in vars(parsed).items() if name.startswith("--") and value is not None}
    if parsed.refresh:
        values["refresh"] = "yes"
    check_data(parsed)
    if not rest:
        return _without_name(parser, parsed, values)
    if parsed.lang is not None:
        values["lang"] = parsed.lang
    name, *things = rest
    if name == oecd.FOLDER:
        return _questions(parsed, [*things, *values.keys() - {"lang"}])
    wikidata = name.startswith("wikidata/") and not name.endswith(ENDINGS)
    query = _query(name, wikidata)
    if parsed.help:
        print(_help(query, name if wikidata else query.name, parsed.lang), end="")
        return 0
    values = {**values, **_thing(query, things, values)}
    target = output_file(parsed.output, [*parsed.data, *([query.path] if query.path else [])])
    form = _format(parsed.format, target)
    if wikidata:
        answer, note = _ask_wikidata(name, parsed, values)
        deliver(answer, form, target)
        say(note)
        return 0
    own = [name for name, option in parser._option_string_actions.items() if not option.dest.startswith("--")]
    for name in values.keys() - query.parameters.keys():
        if (close := nearest(f"--{name}", own, 1)) and not nearest(name, query.parameters):
            raise UsageError(f"The query {query.name} has no parameter {quoted(name)}; did you mean {close[0]}?")
    endpoint = connected(parsed, query.parameters)
    if endpoint is None:
        values |= {option: getattr(parsed, option) for option in CONNECTION if getattr(parsed, option)}
        found: Answer | None = load(*parsed.data, ours=not parsed.only, say=say).query(query, **values)
    else:
        found = _remote(query, endpoint, values, form if target is None else None)
    if found is None:
        return 0
    deliver(found, form, target)
    if not found:
        from paradiplomacy.commands.unknown_terms import unknown_terms

        for sentence in unknown_terms(query.text):
            say(sentence)
    return 0


def _parser(given: Sequence[str]) -> Parser:
    parser = Parser(
        prog="paradiplomacy query",
        usage="paradiplomacy query [NAME | FILE.rq | TEXT | -] [THING] [--PARAMETER VALUE]... [options]",
        description="Without a name: list the stored queries. With one, a file, SPARQL text, or - for standard input: "
        "answer it on the graph.",
        epilog="A parameter takes an IRI, a short id (medan-gwangju), a label in any language or a Wikidata item. "
        "A query about one thing takes it as a plain word: query sister-cities-of Medan.",
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--format", choices=_FORMATS, metavar="FORMAT", help=f"{', '.join(FORMATS)} (for triples), xlsx"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write the answer to FILE; its ending tells the format")
    declare_data(parser, "query")
    declare_endpoint(parser, "ask this SPARQL endpoint (of Wikidata: a mirror)")
    parser.add_argument("--refresh", action="store_true", help="with wikidata/NAME: ask again, not the kept answer")
    parser.add_argument("--lang", metavar="LANGUAGE", help="language of the list (en, id), or parameter of the query")
    parser.add_argument("-h", "--help", action="store_true", help="this text; with a name, its parameters")
    for option in given:
        with contextlib.suppress(argparse.ArgumentError):  # which says that the command has this option itself
            parser.add_argument(option, dest=option, help=argparse.SUPPRESS)
    return parser


def _query(name: str, wikidata: bool) -> StoredQuery:
    """The query of this name, in this file, of this text, or on standard input for ``-``."""
    if wikidata:
        from paradiplomacy.linking.wikidata import stored_queries

        return stored_queries.find(name)
    if name == "-":
        text = sys.stdin.read()
        if not text.strip():
            raise UsageError("Standard input is empty; give it the text of a SPARQL query.")
        return StoredQuery("query", None, text)
    return named(name)


def _thing(query: StoredQuery, words: Sequence[str], values: Mapping[str, str]) -> dict[str, str]:
    """The value of the one parameter of the query that takes a thing, from the words after its name."""
    if not words:
        return {}
    value = " ".join(words)
    takers = _takers(query)
    if len(takers) == 1 and takers[0] not in values:
        return {takers[0]: value}
    if not takers:
        why = "the query takes no thing"
    elif len(takers) > 1:
        why = f"write what it is: {' or '.join(f'--{name} {quoted(value)}' for name in takers)}"
    else:
        why = f"--{takers[0]} is given already"
    raise UsageError(f"{quoted(value)} is one word too many after {quoted(query.name)}; {why}.")


def _takers(query: StoredQuery) -> list[str]:
    """The parameters that take a thing, without those that only choose among sources."""
    return [name for name, each in query.parameters.items() if each.takes_thing and name not in ("source", "prefer")]


def _format(form: str | None, target: Path | None) -> str | None:
    """The format that was asked for, or that the ending of the file tells; None for the usual one."""
    if form == "xlsx" and target is None:
        raise UsageError("The format xlsx is for a file; give --output FILE.xlsx.")
    if form or target is None:
        return form
    known = _FILES.get(target.suffix.lower())
    if known is None:
        raise UsageError(
            f"{target}: its ending does not tell the format; end it in {', '.join(_FILES)}, or give --format."
        )
    return known


def _without_name(parser: Parser, parsed: argparse.Namespace, values: Mapping[str, str]) -> int:
    for option in (*values, "data", "endpoint", "graph", *CONNECTION):
        if option in values or getattr(parsed, option):
            raise UsageError(f"--{option} belongs after the name of a query.")
    language = _list_language(parsed)
    if parsed.help:
        print(parser.format_help(), end="")
    else:
        target = output_file(parsed.output)
        deliver(_list(language), _format(parsed.format, target), target)
    return 0


def _questions(parsed: argparse.Namespace, others: Sequence[str]) -> int:
    """List the OECD's questions; ``others`` are words and options that do not belong to the list."""
    if others:
        raise UsageError(
            f"{quoted(others[0])} does not belong with {oecd.FOLDER}, which lists questions; ask one of its queries, "
            f"such as {oecd.queries()[0].name}."
        )
    language, target = _list_language(parsed), output_file(parsed.output)
    deliver(oecd.listed(language), _format(parsed.format, target), target)
    return 0


def _list_language(parsed: argparse.Namespace) -> str:
    language: str = parsed.lang or "en"
    if language not in _LIST_LANGUAGES:
        raise UsageError(f"The list is written in en and in id, not in {quoted(language)}.")
    return language


def _remote(query: StoredQuery, endpoint: Remote, values: Mapping[str, str], form: str | None) -> Answer | None:
    """The answer of the endpoint; None for rows that were printed as they came, as ``form`` allows."""
    from paradiplomacy.queries.headings import set_headings
    from paradiplomacy.queries.lookup import bound_text
    from paradiplomacy.sparql.text import declarations, query_form

    text = bound_text(query, values, endpoint)
    if query.path is None:
        declared = dict(declarations(text))
        missing = (prefix for prefix in PREFIXES if f"{prefix}:" in text and prefix not in declared)
        text = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in missing) + text
    if form not in _STREAMED or query_form(text) != "SELECT":
        answer = endpoint.query(text)
        set_headings(answer, query, values.get("lang", "en"))
        return answer
    with endpoint.rows(text) as rows:
        print_rows(rows, form)
    return None


def _ask_wikidata(name: str, parsed: argparse.Namespace, values: Mapping[str, str]) -> tuple[Answer, str]:
    from paradiplomacy.linking.wikidata import stored_queries as wikidata

    if parsed.data or parsed.graph:
        raise UsageError(f"{name} is asked of Wikidata, so --data and --graph do not belong with it.")
    given = {option: value for option in ("endpoint", *CONNECTION) if (value := getattr(parsed, option)) is not None}
    return wikidata.answer(name, {**values, **given}, say)


def _list(language: str) -> Answer:
    from paradiplomacy.linking.wikidata import stored_queries as wikidata

    header = {"en": ["query", "answers", "parameters"], "id": ["kueri", "menjawab", "parameter"]}[language]
    queries = (*stored_queries(), *oecd.queries(), *wikidata.queries())
    rows = ([query.name, query.question(language), " ".join(query.parameters)] for query in queries)
    return from_texts(header, list(rows))


def _help(query: StoredQuery, name: str, language: str | None) -> str:
    takers = _takers(query)
    words = f" [{takers[0].upper()}]" if len(takers) == 1 else ""
    words += "".join(f" [--{name} VALUE]" for name in query.parameters)
    lines = [f"usage: paradiplomacy query {name}{words} [--format FORMAT] [--output FILE]", ""]
    lines += filter(None, (query.question(language or "en"), query.explanation(language or "en")))
    lines += ["", "parameters:"] if query.parameters else []
    for parameter in query.parameters.values():
        takes = "an IRI, short id or label" if parameter.takes_thing else "a word"
        default = f"default: {parameter.default}" if parameter.default else "may be left out"
        lines.append(f"  --{parameter.name}  {takes} ({default})")
    return "\n".join([*lines, "", "paradiplomacy query --help tells the options that all queries take.", ""])
