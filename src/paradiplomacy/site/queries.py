"""The questions that the graph answers: a page for each, its answer as a table, its text, and the answer as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.stored_queries import FOLDER as WIKIDATA
from paradiplomacy.names.labels import label_of
from paradiplomacy.queries import oecd
from paradiplomacy.queries.stored import StoredQuery, queries_apart
from paradiplomacy.rdf.namespaces import INTEGERS, REALS
from paradiplomacy.rdf.write import serialised
from paradiplomacy.site.addresses import FOLDERS, is_external
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES, messages
from paradiplomacy.site.site import Site
from paradiplomacy.sparql.answer import Answer, Term, display_text

#: The most rows of an answer that its page shows.
MOST_ROWS = 100


@dataclass(frozen=True)
class Column:
    """A column that a page shows: its ``heading``, the ``place`` of its texts in a row, and that of what they name."""

    heading: str
    place: int
    thing: int | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and the ``node`` or else the ``address`` that it leads to."""

    text: str
    node: ox.NamedNode | None = None
    address: str = ""


def files(site: Site) -> Iterator[File]:
    """The index and the pages of the questions in each language; the queries and their answers once, for programs."""
    asked = [*site.stored.values(), *queries_apart(oecd.FOLDER, site.query_folder)]
    elsewhere = queries_apart(WIKIDATA, site.query_folder)
    every = [*asked, *elsewhere]
    for lang in LANGUAGES:
        yield site.page("queries.html", lang, "queries/index.html", groups=_groups(every, lang), oecd=_oecd(site, lang))
        for query in asked:
            yield _page(site, lang, query, is_ours=True)
            # Programs that read JSON go by the IRIs, so that it is written once.
            for form in ("csv", "json") if lang == LANGUAGES[0] else ("csv",):
                yield _result(site, query, lang, form)
        for query in elsewhere:
            yield _page(site, lang, query, is_ours=False)
    for query in every:
        yield File(f"queries/{query.name}.rq", lambda query=query: query.text)  # type: ignore[misc]


def _page(site: Site, lang: str, query: StoredQuery, is_ours: bool) -> File:
    """The page of a query; the answer of one that is ``is_ours`` to answer is computed when the page is made."""
    where = f"{FOLDERS[lang]}/queries/{query.name}.html"

    def make() -> str:
        answer = site.answer(query, lang) if is_ours else Answer([], [], "select")
        shown = columns(answer)
        rows = [[cell(site, row, column, lang) for column in shown] for row in answer.rows[:MOST_ROWS]]
        values = {"answer": answer, "columns": shown, "rows": rows, "takes": _takes, "tag": _tag}
        return site.render("query.html", lang, where, query=query, is_ours=is_ours, **values)

    return File(where, make)


def _result(site: Site, query: StoredQuery, lang: str, form: str) -> File:
    """The whole answer in the SPARQL 1.1 form of results that ``form`` names; triples are JSON-LD there."""

    def make() -> str | bytes:
        answer = site.answer(query, lang)
        if form == "json" and answer.kind == "triples":
            return serialised((ox.Triple(*row) for row in answer.rows), ox.RdfFormat.JSON_LD)  # type: ignore[arg-type]
        return answer.write(form)

    return File(f"results/{query.name}.{lang}.{form}", make)


def columns(answer: Answer) -> list[Column]:
    """The columns that a reader needs: where one names the things of another, it stands alone and leads to them.

    >>> answer = Answer(["city", "cityLabel", "sector", "sectorTerm"], [], "select")
    >>> [(column.heading, column.thing) for column in columns(answer)]
    [('cityLabel', 0), ('sector', 3)]
    """
    places = {name: place for place, name in enumerate(answer.variables)}
    things = {name: places[thing] for thing in places if (name := _naming(thing)) in places}
    found = []
    for name, place in places.items():
        if place not in things.values():
            terms = [row[place] for row in answer.rows if row[place] is not None]
            is_number = bool(terms) and all(map(_is_number, terms))
            found.append(Column(answer.headings[place], place, things.get(name), is_number))
    return found


def _naming(name: str) -> str:
    """The column that would name the things of the column ``name``."""
    for ending in ("Term", "Concept"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return f"{name}Label"


def cell(site: Site, row: Sequence[Term], column: Column, lang: str) -> Cell:
    """The cell of a row: a thing by its name, anything else as the answer has it."""
    term = row[column.place]
    if isinstance(term, ox.NamedNode):
        return Cell(label_of(site.facts, term, lang), term)
    text = display_text(term)
    named = row[column.thing] if column.thing is not None else None
    if isinstance(named, ox.NamedNode):
        return Cell(text, named)
    return Cell(text, address=text if is_external(text) and not any(map(str.isspace, text)) else "")


def _is_number(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value in INTEGERS | REALS


def _groups(queries: list[StoredQuery], lang: str) -> list[tuple[str, str, list[StoredQuery]]]:
    """The tags with their words, each with its queries; a query stands under each of its tags."""
    tags = sorted({(_tag(tag, lang), tag) for query in queries for tag in query.tags})
    return [(tag, words, [query for query in queries if tag in query.tags]) for words, tag in tags]


def _tag(tag: str, lang: str) -> str:
    return messages()[lang].get(f"tag.{tag}", tag)


def _takes(name: str, takes_thing: bool, lang: str) -> str:
    """What a parameter takes, in words."""
    texts = messages()[lang]
    return texts.get(f"parameter.{name}", texts["parameter.thing" if takes_thing else "parameter.word"])


def _oecd(site: Site, lang: str) -> Answer | None:
    """The OECD's questions and what the graph has for each; None for a graph without them."""
    known = (site.query_folder / oecd.FOLDER / "questions.csv").is_file()
    return oecd.listed(lang, site.query_folder) if known else None
