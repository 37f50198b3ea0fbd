"""The command ``paradiplomacy query``: list the stored queries, explain one, or answer it."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from paradiplomacy.commands.arguments import (
    CONNECTION,
    Parser,
    connected,
    declare_connection,
    refuse_without_endpoint,
)
from paradiplomacy.commands.console import print_answer, print_rows, say, width
from paradiplomacy.errors import UsageError, quoted
from paradiplomacy.graph import load
from paradiplomacy.queries.stored import StoredQuery, find, read, stored_queries
from paradiplomacy.sparql.answer import FORMATS

if TYPE_CHECKING:
    from paradiplomacy.sparql.answer import Answer

_LIST_LANGUAGES = ("en", "id")
_STREAMED = ("csv", "json")


class _Once(argparse.Action):
    """Keep the value of an option, which may be given once."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            raise UsageError(f"{option_string} is given twice; give it once.")
        setattr(namespace, self.dest, values)


def run(words: list[str]) -> int:
    """Run ``paradiplomacy query`` with ``words`` after it; returns the exit status."""
    parser = _parser(words)
    parsed, rest = parser.parse_known_args(words)
    # What is not an option of the command is a parameter of the query; its destination keeps the dashes.
    values = {name[2:]: value for name, value in vars(parsed).items() if name.startswith("--") and value is not None}
    if parsed.refresh:
        values["refresh"] = "yes"
    name = _name(rest)
    if name is None:
        return _without_name(parser, parsed, values)
    if parsed.lang is not None:
        values["lang"] = parsed.lang
    if name.startswith("wikidata/") and not name.endswith(".rq"):
        return _ask_wikidata(name, parsed, values)
    query = read(name) if name.endswith(".rq") else find(name)
    if parsed.help:
        print(_help(query, parsed.lang), end="")
    elif parsed.endpoint is None:
        _print(_local(query, parsed, values), parsed.format)
    else:
        _remote(query, parsed, values)
    return 0


def _parser(words: Sequence[str]) -> Parser:
    parser = Parser(
        prog="paradiplomacy query",
        usage="paradiplomacy query [NAME | FILE.rq] [--PARAMETER VALUE]... [options]",
        description="Without a name: list the stored queries. With one: answer it on the graph.",
        epilog="A parameter takes an IRI, a short id (medan-gwangju) or a label in any language.",
        add_help=False,
        allow_abbrev=False,
    )
    parser.register("action", None, _Once)
    parser.add_argument("--format", choices=FORMATS, metavar="FORMAT", help=f"{', '.join(FORMATS)} (for triples)")
    parser.add_argument("--data", metavar="FILE", action="append", default=[], help="query this file; repeatable")
    parser.add_argument("--endpoint", metavar="URL", help="ask this SPARQL endpoint (of Wikidata: a mirror)")
    parser.add_argument(
        "--graph",
        metavar="IRI",
        action="append",
        default=[],
        help="with --endpoint: the default graph is this named graph; repeatable",
    )
    declare_connection(parser)
    parser.add_argument("--refresh", action="store_true", help="with wikidata/NAME: ask again, not the kept answer")
    parser.add_argument("--lang", metavar="LANGUAGE", help="language of the list (en, id), or parameter of the query")
    parser.add_argument("-h", "--help", action="store_true", help="this text; with a name, its parameters")
    for option in {word.partition("=")[0] for word in words if word.startswith("--") and word != "--"}:
        with contextlib.suppress(argparse.ArgumentError):  # which says that the command has this option itself
            parser.add_argument(option, dest=option, help=argparse.SUPPRESS)
    return parser


def _name(words: Sequence[str]) -> str | None:
    for word in words:
        if word.startswith("-"):
            raise UsageError(f"{quoted(word)} is not an option; see paradiplomacy query --help.")
    if len(words) > 1:
        raise UsageError(
            f"{quoted(words[1])} is one word too many after {quoted(words[0])}; "
            "put a value of several words in quotation marks."
        )
    return words[0] if words else None


def _without_name(parser: Parser, parsed: argparse.Namespace, values: Mapping[str, str]) -> int:
    for option in (*values, "data", "endpoint", "graph", *CONNECTION):
        if option in values or getattr(parsed, option):
            raise UsageError(f"--{option} belongs after the name of a query.")
    language = parsed.lang or "en"
    if language not in _LIST_LANGUAGES:
        raise UsageError(f"The list is written in en and in id, not in {quoted(language)}.")
    print(parser.format_help() if parsed.help else _list(language), end="")
    return 0


def _local(query: StoredQuery, parsed: argparse.Namespace, values: Mapping[str, str]) -> Answer:
    values = dict(values)
    for name in ("graph", *CONNECTION):
        value = getattr(parsed, name)
        if value and name != "graph" and name in query.parameters:
            values[name] = value
        elif value:
            refuse_without_endpoint(name)
    return load(parsed.data or None, say=say).query(query, **values)


def _remote(query: StoredQuery, parsed: argparse.Namespace, values: Mapping[str, str]) -> None:
    from paradiplomacy.queries.lookup import bound_text
    from paradiplomacy.sparql.text import query_form

    if parsed.data:
        raise UsageError("--data and --endpoint exclude each other; ask one of them.")
    endpoint = connected(parsed)
    text = bound_text(query, values, endpoint)
    if parsed.format in _STREAMED and query_form(text) == "SELECT":
        with endpoint.rows(text) as rows:
            print_rows(rows, parsed.format)
    else:
        _print(endpoint.query(text), parsed.format)


def _ask_wikidata(name: str, parsed: argparse.Namespace, values: Mapping[str, str]) -> int:
    from paradiplomacy.linking.wikidata import stored_queries as wikidata_query

    if parsed.data or parsed.graph:
        raise UsageError(f"{name} is asked of Wikidata, so --data and --graph do not belong with it.")
    if parsed.help:
        print(_help(wikidata_query.find(name), parsed.lang), end="")
        return 0
    given = {option: getattr(parsed, option) for option in ("endpoint", *CONNECTION)}
    options = {**values, **{option: value for option, value in given.items() if value is not None}}
    found, note = wikidata_query.answer(name, options, say)
    print_answer(found, parsed.format or "table")
    say(note)
    return 0


def _list(language: str) -> str:
    from paradiplomacy.linking.wikidata import stored_queries as wikidata_query
    from paradiplomacy.sparql.table import layout

    header = {"en": ["query", "answers", "parameters"], "id": ["kueri", "menjawab", "parameter"]}[language]
    rows = [
        [query.name, query.summary.get(language) or query.summary["en"], " ".join(query.parameters)]
        for query in (*stored_queries(), *wikidata_query.queries())
    ]
    return layout(header, rows, width()) + "\n"


def _help(query: StoredQuery, language: str | None) -> str:
    parts = [query.summary.get(language or "en") or query.summary["en"], query.description]
    words = "".join(f" [--{name} VALUE]" for name in query.parameters)
    lines = [f"usage: paradiplomacy query {query.name}{words} [--format FORMAT]", ""]
    lines += [part for part in parts if part]
    if query.parameters:
        lines += ["", "parameters:"]
    for parameter in query.parameters.values():
        takes = "an IRI, short id or label" if parameter.takes_thing else "a word"
        default = f"default: {parameter.default}" if parameter.default else "may be left out"
        lines.append(f"  --{parameter.name}  {takes} ({default})")
    lines += ["", "paradiplomacy query --help tells the options that all queries take."]
    return "\n".join(lines) + "\n"


def _print(found: Answer, form: str | None) -> None:
    print_answer(found, form or ("turtle" if found.kind == "triples" else "table"))
