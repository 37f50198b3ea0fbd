"""The command ``paradiplomacy query``: its own arguments, the list of queries, the help of one query."""

from __future__ import annotations

import os
import sys

from paradiplomacy.errors import UsageError, quoted, suggestion
from paradiplomacy.graph import load
from paradiplomacy.queries.stored import StoredQuery, find, read, stored_queries
from paradiplomacy.sparql.answer import FORMATS, Answer

_USAGE = """\
usage: paradiplomacy query [NAME | FILE.rq] [--PARAMETER VALUE]... [options]

Without a name: list the stored queries. With one: answer it on the graph.

options:
  --format FORMAT  table, csv, json, markdown or turtle (turtle: CONSTRUCT and DESCRIBE)
  --data FILE      query this file instead of the published graph; may be given more than once
  --endpoint URL   ask this SPARQL endpoint instead, with --graph IRI for a named graph as the default graph
                   (may be given more than once), --user NAME (the password comes from PARADIPLOMACY_PASSWORD
                   or a prompt), --contact WHO for its operator, --timeout SECONDS (default 60)
  --refresh        with wikidata/NAME: ask Wikidata again, though its answer was kept (--endpoint asks a mirror)
  --lang LANGUAGE  language of the list (en, id); for a query with a parameter lang, its value
  -h, --help       this text; with a name, the parameters of that query

A parameter takes an IRI, a short id (medan-gwangju) or a label in any language.
"""
# These may be given more than once.
_REPEATABLE = ("data", "graph")
_LIST_LANGUAGES = ("en", "id")
# Wide enough for a table, narrow enough for a log, when no terminal says how wide it is.
_WIDTH_ELSEWHERE = 120


def run(words: list[str]) -> int:
    """Run ``paradiplomacy query`` with ``words`` after it; returns the exit status."""
    name, options, lists, wants_help = _read(words)
    form = options.pop("format", None)
    if form is not None and form not in FORMATS:
        raise UsageError(f"{quoted(form)} is not a format; {suggestion(form, FORMATS)}")
    if name is None:
        language = options.pop("lang", "en")
        if options:
            raise UsageError(f"--{next(iter(options))} belongs after the name of a query.")
        if language not in _LIST_LANGUAGES:
            raise UsageError(f"The list is written in en and in id, not in {quoted(language)}.")
        print(_USAGE if wants_help else _list(_all_queries(), language), end="")
        return 0
    if name.startswith("wikidata/") and not name.endswith(".rq"):
        return _ask_wikidata(name, options, lists, form, wants_help)
    query = read(name) if name.endswith(".rq") else find(name)
    if wants_help:
        print(_help(query, options.get("lang", "en")), end="")
        return 0
    url = options.pop("endpoint", None)
    answer = _local(query, options, lists) if url is None else _remote(query, url, options, lists, form)
    if answer is not None:
        _print(answer, form or ("turtle" if answer.kind == "triples" else "table"))
    return 0


def _local(query: StoredQuery, options: dict[str, str], lists: dict[str, list[str]]) -> Answer:
    for name in ("graph", "user", "contact", "timeout"):
        if lists.get(name) or (name in options and name not in query.parameters):
            raise UsageError(f"--{name} belongs with --endpoint; give the address of a SPARQL endpoint too.")
    return load(lists["data"] or None).query(query, **options)


def _remote(
    query: StoredQuery, url: str, options: dict[str, str], lists: dict[str, list[str]], form: str | None
) -> Answer | None:
    if lists["data"]:
        raise UsageError("--data and --endpoint exclude each other; ask one of them.")
    from paradiplomacy.commands.endpoint_query import run as ask

    return ask(query, url, lists["graph"], options, form)


def _ask_wikidata(
    name: str, options: dict[str, str], lists: dict[str, list[str]], form: str | None, wants_help: bool
) -> int:
    from paradiplomacy.linking.wikidata import query as wikidata_query

    if any(lists.values()):
        raise UsageError(f"{name} is asked of Wikidata, so --data and --graph do not belong with it.")
    if wants_help:
        print(_help(wikidata_query.find(name), options.get("lang", "en")), end="")
        return 0
    answer, note = wikidata_query.answer(name, options, lambda line: print(f"paradiplomacy: {line}", file=sys.stderr))
    _print(answer, form or "table")
    print(f"paradiplomacy: {note}", file=sys.stderr)
    return 0


def _all_queries() -> list[StoredQuery]:
    from paradiplomacy.linking.wikidata import query as wikidata_query

    return stored_queries() + wikidata_query.queries()


def _read(words: list[str]) -> tuple[str | None, dict[str, str], dict[str, list[str]], bool]:
    """The name, the options, the values of those that may be repeated, and whether help is wanted."""
    name: str | None = None
    options: dict[str, str] = {}
    lists: dict[str, list[str]] = {option: [] for option in _REPEATABLE}
    wants_help = False
    rest = iter(words)
    for word in rest:
        if word in ("-h", "--help"):
            wants_help = True
        elif word == "--refresh":
            options["refresh"] = "yes"
        elif word.startswith("--") and len(word) > 2:
            option, equals, value = word[2:].partition("=")
            if not equals:
                value = next(rest, "--")
                if value.startswith("--"):
                    raise UsageError(f"--{option} needs a value; write --{option} VALUE.")
            if option in lists:
                lists[option].append(value)
            elif option in options:
                raise UsageError(f"--{option} is given twice; give it once.")
            else:
                options[option] = value
        elif word.startswith("-"):
            raise UsageError(f"{quoted(word)} is not an option; see paradiplomacy query --help.")
        elif name is None:
            name = word
        else:
            raise UsageError(
                f"{quoted(word)} is one word too many after {quoted(name)}; "
                "put a value of several words in quotation marks."
            )
    return name, options, lists, wants_help


def _list(queries: list[StoredQuery], language: str) -> str:
    from paradiplomacy.sparql.table import layout

    header = {
        "en": ["query", "answers", "parameters"],
        "id": ["kueri", "menjawab", "parameter"],
    }[language]
    rows = [
        [query.name, query.summary.get(language) or query.summary["en"], " ".join(query.parameters)]
        for query in queries
    ]
    return layout(header, rows, _width()) + "\n"


def _help(query: StoredQuery, language: str) -> str:
    parts = [query.summary.get(language) or query.summary["en"], query.description]
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


def _print(answer: Answer, form: str) -> None:
    sys.stdout.write(answer.write(form, _width()))
    if not len(answer):
        print("paradiplomacy: no row answers this query.", file=sys.stderr)


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH_ELSEWHERE
    except OSError:
        return _WIDTH_ELSEWHERE
