"""The list of all things of the graph, to be searched and chosen from by facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pyoxigraph as ox

from paradiplomacy.site.addresses import FOLDERS, name_of
from paradiplomacy.site.facets import FACETS, Chosen, facets
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.record import Record
from paradiplomacy.site.site import Site


def files(site: Site) -> Iterator[File]:
    """``records.html`` of each language."""
    for lang in LANGUAGES:
        path = f"{FOLDERS[lang]}/records.html"
        yield File(path, partial(_page, site, lang, path))


def _page(site: Site, lang: str, where: str) -> str:
    chosen = site.kept(facets)
    records = sorted((Record(site, thing) for thing in site.things), key=lambda it: it.label(lang).casefold())

    def name(value: ox.NamedNode | str) -> str:
        return site.text("facet.decade.name", lang, year=value) if isinstance(value, str) else site.label(value, lang)

    return site.render(
        "records.html",
        lang,
        where,
        records=[(record, chosen.get(record.thing, {})) for record in records],
        facets={facet: _values(facet, chosen, site, name) for facet in FACETS},
        key=key,
        name=name,
    )


def _values(
    facet: str, chosen: dict[ox.NamedNode, Chosen], site: Site, name: Callable[[ox.NamedNode | str], str]
) -> list[tuple[str, str, int]]:
    """Key, name and count of each value of a facet, by name."""
    counted = Counter(value for thing in site.things for value in chosen.get(thing, {}).get(facet, ()))
    return sorted(((key(value), name(value), number) for value, number in counted.items()), key=lambda it: it[1])


def key(value: ox.NamedNode | str) -> str:
    """What stands for a value of a facet in the address of the page.

    >>> key("1990"), key(ox.NamedNode("https://w3id.org/paradiplomacy/ontology#City"))
    ('1990', 'City')
    """
    return value if isinstance(value, str) else name_of(value.value) or value.value.rpartition("#")[2]
