"""A page for each thing of the graph in each language, and its forms for programs beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pyoxigraph as ox
from markupsafe import Markup

from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.site import record_forms
from paradiplomacy.site.addresses import name_of, page_of_thing
from paradiplomacy.site.figures.locator import locator
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.record import Record
from paradiplomacy.site.sides import sides
from paradiplomacy.site.site import Site

#: The forms that lie beside a page: the end of their names, their media types.
FORMS = {"ttl": "text/turtle", "jsonld": "application/ld+json", "json": "application/json", "md": "text/markdown"}
_MAKERS: dict[str, Callable[[Record], str | bytes]] = {
    "ttl": record_forms.turtle,
    "jsonld": record_forms.jsonld,
    "json": record_forms.plain,
    "md": record_forms.markdown,
}


def files(site: Site) -> Iterator[File]:
    """The pages ``LANGUAGE/id/NAME.html`` and the files ``id/NAME.FORM``; a passage has the two forms of RDF alone."""
    for thing in site.things:
        record = Record(site, thing)
        for lang in LANGUAGES:
            path = page_of_thing(record.name, lang)
            yield File(path, partial(page, record, lang, path))
        for form, make in _MAKERS.items():
            yield File(f"id/{record.name}.{form}", partial(make, record))
    for passage in site.passages:
        name = name_of(passage.value)
        yield File(f"id/{name}.ttl", partial(record_forms.turtle, Record(site, passage)))


def file_at(site: Site, path: str) -> File | None:
    """The page of a thing, or one of its forms, at ``path``; None where there is no such thing or page."""
    folder, _, name = f"/{path}".partition("/id/")
    stem, _, form = name.rpartition(".")
    try:
        record = Record(site, ox.NamedNode(ID + stem))
    except ValueError:  # it is no IRI
        return None
    for lang in LANGUAGES:
        where = page_of_thing(stem, lang)
        if path == where == site.path_of(record.thing, lang):
            return File(path, partial(page, record, lang, where))
    if not folder and form in _MAKERS and site.path_of(record.thing, LANGUAGES[0]):
        return File(path, partial(_MAKERS[form], record))
    return None


def page(record: Record, lang: str, where: str) -> str:
    """The page of a record."""
    return record.site.render(
        "thing.html",
        lang,
        where,
        record=record,
        forms=FORMS,
        locator=_locator(record, lang),
        sides=sides(record.site, record.thing, lang),
        schema_org=record_forms.schema_org(record, lang, where.rpartition("/")[2]),
    )


def _locator(record: Record, lang: str) -> Markup:
    """The small map of a thing with a position; "" for another."""
    if record.position is None:
        return Markup()
    latitude, longitude = record.position
    return Markup(locator((longitude, latitude), record.site.text("thing.map", lang, name=record.label(lang))))
