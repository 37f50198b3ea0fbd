"""Wikidata's addresses and prefixes, and the form of its ids, dates and points."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from paradiplomacy.rdf.namespaces import OWL, RDFS, SKOS, WIKIDATA

ENDPOINT = "https://query.wikidata.org/sparql"
SEARCH = "https://www.wikidata.org/w/api.php"

# The languages in which names are compared, beside ANY_LANGUAGE.
LANGUAGES = ("en", "id", "ko")

PREFIXES = {
    "owl": OWL,
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "pqv": "http://www.wikidata.org/prop/qualifier/value/",
    "pr": "http://www.wikidata.org/prop/reference/",
    "prov": "http://www.w3.org/ns/prov#",
    "ps": "http://www.wikidata.org/prop/statement/",
    "rdfs": RDFS,
    "skos": SKOS,
    "wd": WIKIDATA,
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
}
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

YEAR, MONTH, DAY = 9, 10, 11  # how Wikibase counts the precision of a date
#: Points no further apart, in kilometres, may be one place: GeoNames and Wikidata differ by 10 km on a large city.
NEAR = 25.0
_EARTH = WIKIDATA + "Q2"
_EARTH_RADIUS = 6371.0088  # mean, in kilometres


class Point(NamedTuple):
    """A place on Earth, in degrees."""

    latitude: float
    longitude: float

    @property
    def is_on_earth(self) -> bool:
        """Whether the degrees are within their limits."""
        return abs(self.latitude) <= 90 and abs(self.longitude) <= 180


def item_id(iri: str) -> str | None:
    """The id of the item that ``iri`` names; None when it names no item.

    >>> item_id("http://www.wikidata.org/entity/Q5972")
    'Q5972'
    """
    name = iri.removeprefix(WIKIDATA)
    return name if name != iri and is_item_id(name) else None


def is_item_id(text: str) -> bool:
    """Whether ``text`` is the id of an item, such as Q5972."""
    return re.fullmatch(r"Q[1-9][0-9]{0,17}", text) is not None


def is_language_tag(text: str) -> bool:
    """Whether ``text`` can be the tag of a language, such as id, zh-hans, or mul for all of them."""
    return re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) is not None


def plain_date(text: str) -> str:
    """The date in a value whose precision is not known: Wikibase writes a bare year as its first day.

    >>> plain_date("1997-09-24T00:00:00Z"), plain_date("1997-01-01T00:00:00Z")
    ('1997-09-24', '1997')
    """
    found = re.match(r"(-?\d{4,})(-\d\d-\d\d)", text, re.ASCII)
    if not found:
        return ""
    return found[1] if found[2] == "-01-01" else found[1] + found[2]


def item_number(item: str) -> int:
    """The number in an id, by which ids sort: Q16520 comes after Q5972."""
    return int(item[1:])


def point(text: str) -> Point | None:
    """The point that a well-known text of GeoSPARQL gives; None when it gives none on Earth.

    >>> point("Point(98.66667 3.58333)")
    Point(latitude=3.58333, longitude=98.66667)
    """
    number = r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?"
    found = re.fullmatch(rf"\s*(?:<([^>]*)>\s*)?POINT\s*\(\s*({number})\s+({number})\s*\)\s*", text, re.IGNORECASE)
    # The globe is named when it is another one than Earth.
    if not found or found[1] not in (None, _EARTH, "http://www.opengis.net/def/crs/OGC/1.3/CRS84"):
        return None
    place = Point(float(found[3]), float(found[2]))
    return place if place.is_on_earth else None


def kilometres(one: Point, other: Point) -> float:
    """The distance of two points along the surface of the Earth.

    >>> round(kilometres(Point(35.15472, 126.91556), Point(37.41, 127.25722)))
    253
    """
    lat_one, lat_other = math.radians(one.latitude), math.radians(other.latitude)
    north = math.sin((lat_other - lat_one) / 2) ** 2
    east = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _EARTH_RADIUS * math.asin(math.sqrt(north + math.cos(lat_one) * math.cos(lat_other) * east))
