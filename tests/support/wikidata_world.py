"""RDF of the shape that Wikidata has, made by the tests; what it says is chosen to test with, no copy of Wikidata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from paradiplomacy.linking.wikidata.vocabulary import PREFIXES, PROLOGUE
from paradiplomacy.sparql.embedded import Embedded

Names = Mapping[str, str]

_MORE_PREFIXES = """\
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX wds: <http://www.wikidata.org/entity/statement/>
PREFIX wdref: <http://www.wikidata.org/reference/>
PREFIX wdv: <http://www.wikidata.org/value/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

KOTA, METROPOLITAN, SI, REGENCY, PROVINCE = "Q3199141", "Q482821", "Q29045252", "Q3191695", "Q5098"
DISAMBIGUATION, UNIVERSITY, HUMAN, PEOPLE, STATE = "Q4167410", "Q3918", "Q5", "Q41710", "Q3624078"
INDONESIA, KOREA, JAPAN = "Q252", "Q884", "Q17"
# Each class and the class above it.
ABOVE = {
    KOTA: "Q515",
    SI: "Q515",
    METROPOLITAN: "Q1549591",
    "Q1549591": "Q515",
    "Q515": "Q486972",
    REGENCY: "Q56061",
    PROVINCE: "Q34876",
    "Q34876": "Q56061",
    "Q902104": UNIVERSITY,
    "Q875538": UNIVERSITY,
    UNIVERSITY: "Q43229",
    STATE: "Q6256",
}


class World:
    """A graph that grows item by item; ``turtle()`` is the whole of it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._statements = 0
        for below, above in ABOVE.items():
            self._lines.append(f"wd:{below} wdt:P279 wd:{above} .")

    def turtle(self) -> str:
        """All that was added, as Turtle."""
        return PROLOGUE + _MORE_PREFIXES + "\n".join(self._lines) + "\n"

    def store(self) -> ox.Store:
        """All that was added, in a store."""
        store = ox.Store()
        store.load(self.turtle().encode(), format=ox.RdfFormat.TURTLE)
        return store

    def endpoint(self) -> Embedded:
        """An endpoint in this process with all that was added."""
        return Embedded(self.store())

    def item(
        self,
        name: str,
        labels: Names,
        *classes: str,
        aliases: Iterable[tuple[str, str]] = (),
        country: str = "",
        within: str = "",
        point: tuple[float, float] | None = None,
        ended: str = "",
        geonames: str = "",
    ) -> None:
        """An item with its labels by language; ``point`` is latitude and longitude."""
        for language, label in labels.items():
            self.add(f"wd:{name} rdfs:label {ox.Literal(label, language=language)}")
        for language, alias in aliases:
            self.add(f"wd:{name} skos:altLabel {ox.Literal(alias, language=language)}")
        for class_ in classes:
            self.add(f"wd:{name} wdt:P31 wd:{class_}")
        for property_, value in (("P17", country), ("P131", within)):
            if value:
                self.add(f"wd:{name} wdt:{property_} wd:{value}")
        if point:
            latitude, longitude = point
            self.add(f'wd:{name} wdt:P625 "Point({longitude} {latitude})"^^geo:wktLiteral')
            statement = self._statement(name, "P625")
            self.add(f'{statement} ps:P625 "Point({longitude} {latitude})"^^geo:wktLiteral')
            self.add(
                f"{statement} psv:P625 wdv:point-{name} . wdv:point-{name} a wikibase:GlobecoordinateValue ; "
                f"wikibase:geoLatitude {latitude:e} ; wikibase:geoLongitude {longitude:e} ; wikibase:geoGlobe wd:Q2"
            )
        if ended:
            self.add(f'wd:{name} wdt:P576 "{ended}T00:00:00Z"^^xsd:dateTime')
        if geonames:
            self.add(f'wd:{name} wdt:P1566 "{geonames}"')

    def redirect(self, name: str, to: str) -> None:
        """An item that was merged into another."""
        self.add(f"wd:{name} owl:sameAs wd:{to}")

    def twin(
        self,
        one: str,
        other: str,
        start: str = "",
        precision: int = 11,
        end: str = "",
        reference: str = "",
        rank: str = "Normal",
    ) -> None:
        """A twinning in one direction, with its qualifiers; ``reference`` is an address."""
        statement = self._statement(one, "P190", rank)
        self.add(f"{statement} ps:P190 wd:{other}")
        if rank != "Deprecated":
            self.add(f"wd:{one} wdt:P190 wd:{other}")
        for property_, day, exact in (("P580", start, precision), ("P582", end, 11)):
            if day:
                node = f"wdv:time-{day}-{exact}"
                self.add(f'{statement} pq:{property_} "{day}T00:00:00Z"^^xsd:dateTime ; pqv:{property_} {node}')
                self.add(
                    f'{node} a wikibase:TimeValue ; wikibase:timeValue "{day}T00:00:00Z"^^xsd:dateTime ; '
                    f"wikibase:timePrecision {exact}"
                )
        if reference:
            self.add(f"{statement} prov:wasDerivedFrom wdref:r{self._statements} .")
            self.add(f"wdref:r{self._statements} pr:P854 <{reference}>")

    def population(self, name: str, number: int, day: str = "", rank: str = "Normal", best: bool = True) -> None:
        """A count of the people of a place, on a day."""
        statement = self._statement(name, "P1082", rank, best)
        self.add(f"{statement} ps:P1082 {number}.0")
        if day:
            self.add(f'{statement} pq:P585 "{day}T00:00:00Z"^^xsd:dateTime')

    def add(self, triples: str) -> None:
        """Triples in Turtle, without the last full stop."""
        self._lines.append(triples.rstrip(" .") + " .")

    def _statement(self, name: str, property_: str, rank: str = "Normal", best: bool = True) -> str:
        self._statements += 1
        statement = f"wds:{name}-{self._statements:04}"
        self.add(f"wd:{name} p:{property_} {statement}")
        best_rank = " , wikibase:BestRank" if best and rank != "Deprecated" else ""
        self.add(f"{statement} a wikibase:Statement{best_rank} ; wikibase:rank wikibase:{rank}Rank")
        return statement


def world() -> World:
    """The items of our table of links, and those that are taken for them by mistake."""
    made = World()
    made.item(INDONESIA, {"en": "Indonesia", "id": "Indonesia", "ko": "인도네시아"}, STATE)
    made.item(KOREA, {"en": "South Korea", "id": "Korea Selatan", "ko": "대한민국"}, STATE, aliases=[("en", "Korea")])
    made.item(JAPAN, {"en": "Japan", "id": "Jepang"}, STATE)
    surabaya, medan = (-7.2458, 112.7378), (3.5894, 98.6739)
    made.item("Q11462", {"en": "Surabaya", "id": "Kota Surabaya"}, KOTA, country=INDONESIA, point=surabaya)
    made.item("Q5972", {"en": "Medan", "id": "Kota Medan", "ko": "메단"}, KOTA, country=INDONESIA, point=medan)
    made.item("Q16520", {"en": "Busan", "ko": "부산광역시"}, METROPOLITAN, country=KOREA, point=(35.18, 129.075))
    made.item(
        "Q41283",
        {"en": "Gwangju", "id": "Gwangju", "ko": "광주광역시"},
        METROPOLITAN,
        country=KOREA,
        point=(35.166666, 126.916666),
        geonames="1841811",
    )
    made.item("Q8684", {"mul": "Seoul", "ko": "서울특별시"}, METROPOLITAN, country=KOREA, point=(37.56, 126.99))
    made.item("Q3586", {"en": "East Java", "id": "Jawa Timur"}, PROVINCE, country=INDONESIA)
    made.item("Q11445", {"en": "Malang", "id": "Kota Malang"}, KOTA, country=INDONESIA, within="Q3586")
    made.item("Q209785", {"en": "Ichikawa", "ja": "市川市"}, "Q515", country=JAPAN)
    for item, label in (
        ("Q7178629", "Petra Christian University"),
        ("Q494681", "Chonnam National University"),
        ("Q6482697", "University of Lampung"),
        ("Q4200341", "University of North Sumatra"),
    ):
        made.item(item, {"en": label}, "Q902104" if "Petra" in label else "Q875538")
    made.item("Q1336952", {"en": "University of Brawijaya", "id": "Universitas Brawijaya"}, "Q875538", within="Q11445")
    made.item("Q12522317", {"en": "Tri Rismaharini", "id": "Tri Rismaharini"}, HUMAN)
    made.item("Q810714", {"en": "Batak", "id": "Suku Batak"}, PEOPLE)
    made.item("Q142702", {"en": "Malays", "id": "Suku Melayu"}, PEOPLE)
    made.item("Q484464", {"en": "Koreans", "id": "Orang Korea"}, PEOPLE)
    made.item("Q166542", {"en": "international relations", "id": "hubungan internasional"}, "Q11862829")
    _traps(made)
    _twins(made)
    return made


def _traps(made: World) -> None:
    gyeonggi = {"en": "Gwangju", "id": "Gwangju", "ko": "광주시"}
    made.item("Q42069", gyeonggi, SI, country=KOREA, within="Q20937", point=(37.41, 127.25722))
    regency = {"en": "Malang Regency", "id": "Kabupaten Malang"}
    made.item("Q11095", regency, REGENCY, aliases=[("en", "Malang")], country=INDONESIA, within="Q3586")
    made.item("Q6497681", {"en": "Buk-gu", "ko": "북구"}, DISAMBIGUATION)
    made.item("Q50394", {"en": "Buk District", "ko": "북구"}, "Q486972", country=KOREA, within="Q16520")
    made.item("Q9237", {"en": "Malay", "id": "Bahasa Melayu"}, "Q34770", aliases=[("en", "Malay people")])
    made.item("Q15292698", {"en": "Politeknik Negeri Malang"}, UNIVERSITY, aliases=[("id", "Universitas Brawijaya")])
    made.item("Q138870299", {"en": "Jeonnam–Gwangju"}, SI, aliases=[("en", "Gwangju")], country=KOREA)
    made.item("Q99000002", {"en": "Seoul"}, METROPOLITAN, country=JAPAN, point=(37.56, 126.99))
    made.item("Q99000003", {"en": "Medan"}, "Q11424")  # a film of that name
    made.item("Q99000004", {"en": "Ichikawa"}, "Q515", country=JAPAN, ended="2005-01-01")
    made.redirect("Q99000001", "Q5972")
    made.item("Q99000005", {"fr": "Medan"})
    made.item("Q99000006", {}, KOTA, aliases=[("id", "Kota Medan")], country=INDONESIA)
    made.item("Q99000007", {}, KOTA, country=INDONESIA)
    made.redirect("Q99000008", "Q99000001")


def _twins(made: World) -> None:
    page = "https://example.org/twins"
    made.item("Q406", {"en": "Istanbul"}, "Q515", country="Q43")
    made.item("Q374365", {"en": "Chengdu-on-Test"}, "Q515", country="Q148")
    made.item("Q43", {"en": "Türkiye"}, STATE)
    made.twin("Q5972", "Q41283", "1997-01-01", 9)
    made.twin("Q41283", "Q5972", "1997-09-24", reference=page)
    made.twin("Q11462", "Q16520", "1994-11-10", reference=page)
    made.twin("Q5972", "Q209785", "1989-11-04")
    made.twin("Q209785", "Q5972", "1989-11-01", 10)
    made.twin("Q11462", "Q374365", "2005-06-01")
    made.twin("Q374365", "Q5972", "2002-12-17", end="2012-05-06")
    made.twin("Q406", "Q11462")
    made.twin("Q406", "Q16520", "2002-06-04")
    made.twin("Q16520", "Q42069", rank="Deprecated")
    made.twin("Q11095", "Q42069", "2010-01-01", 9)
    made.population("Q5972", 2_097_610, "2010-05-01")
    made.population("Q5972", 2_435_252, "2020-09-15")
    made.population("Q5972", 9_999_999, "2024-01-01", "Deprecated")
    made.population("Q16520", 3_438_710)
    made.population("Q41283", 1_490_092, "2018-12-31", best=False)
    made.population("Q41283", 1_432_651, "2022-11-30", "Preferred")


# Kept in step with the package, which would otherwise ask under other names than are served.
assert set(PREFIXES) >= {"wd", "wdt", "p", "ps", "pq", "pqv"}
