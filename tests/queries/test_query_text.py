"""How the stored queries and the check queries are written, so that every engine and grlc can read them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.query_engines import ROOT, release

from paradiplomacy.names.labels import labels_of
from paradiplomacy.queries.stored import parse_header
from paradiplomacy.rdf.facts import subjects
from paradiplomacy.rdf.namespaces import ID, PREFIXES, SKOS
from paradiplomacy.release import check_files, query_files
from paradiplomacy.validation.checks import load_checks

QUERIES = [*query_files(), *sorted((ROOT / "queries" / "oecd").glob("*.rq"))]
FILES = [*QUERIES, *check_files()]
HEADER = ["summary", "summary_id", "description", "description_id", "method", "tags", "defaults"]
CHECK_HEADER = ["summary", "summary_id", "message", "message_id", "severity", "tags"]
# The keywords of SPARQL 1.1 that a parenthesis or brace may follow, and its functions that we use.
FUNCTIONS = {
    "AS", "BIND", "BOUND", "COALESCE", "CONCAT", "CONTAINS", "COUNT", "DISTINCT", "EXISTS", "FILTER", "FLOOR",
    "DATATYPE", "DESC", "GROUP_CONCAT", "HAVING", "IF", "IN", "IRI", "ISIRI", "LANG", "MAX", "MIN",
    "STRENDS", "REPLACE", "SELECT", "SHA1", "STR", "STRBEFORE", "STRLEN",
    "STRSTARTS", "SUBSTR", "SUM", "VALUES",
}  # fmt: skip
STRING = re.compile(r'"[^"\n]*"')
IRI = re.compile(r"<[^<>\s]*>")
COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
IN_SCHEME = f"{SKOS}inScheme"
STATUSES = ox.NamedNode(f"{ID}statuses")
# What follows the names of parameters in a description.
LIMITS = re.compile(r"\.| limits? | membatasi ")
# A choice of words between Indonesian and English.
CHOICE = re.compile(r'IF\((?:COALESCE\(\?__lang, "en"\)|\?lang) = "id",\s+"([^"]+)",\s+"([^"]+)"\)')
# The choices that are part of a value and no status.
#: Words for machines, which are the same in every language.
FOR_MACHINES = {
    *(
        f'"{word}"'
        for word in ("edtf", "exact", "about", "least", "time", "number", "none", "latest", "majority", "official")
    ),
    '"day"',
    '"month"',
    '"year"',
    '"http://www.wikidata.org/entity/"',
}
#: The names of the months, nine letters each.
MONTHS = (
    "Januari  Februari Maret    April    Mei      Juni     Juli     Agustus  SeptemberOktober  November Desember ",
    "January  February March    April    May      June     July     August   SeptemberOctober  November December ",
)
OF_VALUES = {
    MONTHS,
    (" ke ", " to "), ("setiap ", "every "), ("setiap tahun", "every year"), ("pada ", "in "), ("7 hari", "7 days"),
    ("sekitar ", "about "), ("tepat", "exact"), ("paling sedikit", "at least"), ("ya", "yes"), ("tidak", "no"),
    (" sampai ", " to "), ("sejak ", "since "), ("paling sedikit ", "at least "), ("kira-kira", "about"),
    ("tidak ada", "none"),
}  # fmt: skip


@cache
def statuses() -> dict[str, tuple[str, str]]:
    """The Indonesian and English label of each status, by its code."""
    store = release().store
    labels = {
        concept.value.removeprefix(ID): labels_of(store, concept) for concept in subjects(store, IN_SCHEME, STATUSES)
    }
    assert labels
    return {code: (texts["id"], texts["en"]) for code, texts in labels.items()}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code(path: Path) -> str:
    """The query without its header, comments and strings."""
    return STRING.sub('""', COMMENT.sub("", read(path)))


def variables(text: str) -> list[str]:
    return re.findall(r"[?$](\w+)", text)


def where(path: Path) -> str:
    return str(path.relative_to(ROOT / "queries"))


def test_there_are_queries() -> None:
    assert query_files(), "queries/ holds no query"
    assert check_files(), "queries/checks/ holds no query"


def _names_in(text: str) -> set[str]:
    names = re.findall(r"[A-Za-z]+[a-z][A-Z]\w*|\b[a-z]+(?:-[a-z]+)+\b", text)
    parameters = [word for part in text.split("Parameter")[1:] for word in re.findall(r"[a-z]+", LIMITS.split(part)[0])]
    queries = {path.stem for path in QUERIES}
    return {name[0].lower() + name[1:] for name in names if "-" not in name or name in queries} | (
        {*parameters} & {"agreement", "city", "other", "party", "prefer", "rule", "sector", "source", "thing"}
    )


@pytest.mark.parametrize("path", QUERIES, ids=where)
def test_the_header_of_a_query_is_complete(path: Path) -> None:
    header = parse_header(read(path), path)
    assert list(header) == HEADER
    assert header["method"] == "GET"
    assert header["tags"]
    assert header["defaults"] == {"lang": "en"}
    assert str(header["summary"]).endswith("?")
    assert str(header["summary_id"]).endswith("?")
    english, indonesian = (str(header[key]) for key in ("description", "description_id"))
    assert english.endswith(".") and indonesian.endswith(".")
    # The names of columns and other queries are the same in both, and so are those of parameters, which come last.
    assert _names_in(english) == _names_in(indonesian)
    assert not {"agreement", "city", "sector", "thing"}.intersection(re.findall(r"\?_(\w+)\b", code(path)))


@pytest.mark.parametrize("path", check_files(), ids=where)
def test_the_header_of_a_check_is_complete(path: Path) -> None:
    header = parse_header(read(path), path)
    assert list(header) == CHECK_HEADER
    placeholders = [sorted(re.findall(r"\{(\w+)\}", str(header[key]))) for key in ("message", "message_id")]
    assert placeholders[0] == placeholders[1]
    assert str(header["message"]).endswith(".")
    assert str(header["message_id"]).endswith(".")


@pytest.mark.parametrize("path", FILES, ids=where)
def test_it_is_written_as_every_engine_and_grlc_read_it(path: Path) -> None:
    text = read(path)
    lines = text.splitlines()
    count = sum(line.startswith("#+") for line in lines)
    assert count and all(line.startswith("#+ ") for line in lines[:count]), "the header does not come first"
    assert text.endswith("\n") and "\t" not in text
    assert [line for line in lines[count:] if len(line) > 160] == []

    declarations = [line for line in lines if "PREFIX" in line]
    found = [match for line in declarations if (match := re.fullmatch(r"PREFIX (\w+): <(\S+)>", line))]
    declared = {match[1]: match[2] for match in found}
    assert len(declared) == len(declarations)
    body = IRI.sub("", code(path))
    assert list(declared) == sorted(set(re.findall(r"(?<![\w?:])(\w+):(?=[\w)])", body)))
    assert {name: iri for name, iri in declared.items() if PREFIXES.get(name, iri) != iri} == {}

    assert re.fullmatch(r"ORDER BY( \?\w+| DESC\(\?\w+\))+", lines[-1]), lines[-1]
    select = re.search(r"^SELECT (?:DISTINCT )?([^{}]+?)\s+WHERE", text, re.MULTILINE)
    assert select
    columns = select[1].split()
    assert all(re.fullmatch(r"\?\w+", column) for column in columns)
    assert set(re.findall(r"\?\w+", lines[-1])) <= set(columns)
    assert not re.search(r"\b(SERVICE|GRAPH|FROM|OFFSET|CONSTRUCT|DESCRIBE|ASK|NOW|RAND|UUID)\b", code(path))

    parameters = re.findall(r"\?_\w+", code(path))
    assert bool(parameters) == (path.parent.name != "checks")
    # A thing may stand in a pattern instead, as a variable like another where none is given.
    texts = [name for name in re.findall(r"(?<!COALESCE\()\?_\w+", code(path)) if not name.endswith("_iri")]
    assert texts == [], "a parameter outside COALESCE"

    assert set(re.findall(r"(?<![\w?:])([A-Za-z_]+)\(", body)) - FUNCTIONS == set()
    assert set(re.findall(r"(\w+:\w+)\(", body)) - {"xsd:integer", "xsd:decimal"} == set()
    assert "/*" not in body


@pytest.mark.parametrize("path", QUERIES, ids=where)
def test_words_come_in_both_languages(path: Path) -> None:
    """Each is a choice between Indonesian and English, and either the label of a status or a part of a value."""
    text = COMMENT.sub("", read(path))
    chosen = CHOICE.findall(text)
    words = {word for pair in chosen for word in pair}
    others = {word for word in STRING.findall(text) if re.search(r"[a-z]{3}", word)} - {f'"{word}"' for word in words}
    others -= FOR_MACHINES
    assert others == set()
    assert set(chosen) - set(statuses().values()) - OF_VALUES == set()


def test_every_status_is_a_code_or_a_word_of_a_query() -> None:
    texts = [COMMENT.sub("", read(path)) for path in query_files()]
    codes = {match for text in texts for match in re.findall(r"\bid:(status-[\w-]+)", text)}
    words = {pair for text in texts for pair in CHOICE.findall(text)}
    assert codes - set(statuses()) == set()
    assert {code for code, pair in statuses().items() if code not in codes and pair not in words} == set()
    assert OF_VALUES - words == set()


def test_columns_that_messages_name_exist() -> None:
    checks = load_checks()
    assert checks
    for check in checks:
        columns = set(variables(check.query.text))
        assert check.query.text.splitlines()[-1].startswith("ORDER BY ?focusNode")
        for message in check.messages.values():
            assert set(re.findall(r"\{(\w+)\}", message)) <= columns
