"""The check queries, branch by branch: what each must report, and the exceptions that it must leave alone."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from support.query_engines import ENGINES, in_oxigraph, in_rdflib

from paradiplomacy.graph import Graph
from paradiplomacy.rdf.namespaces import ID, PREFIXES
from paradiplomacy.validation.checks import load_checks

WIKIDATA = "<http://www.wikidata.org/entity/Q1>"
PARTIES = "id:pact para:party id:here , id:there . id:here a para:City . id:there a para:City . id:far a para:City . "
OFFICE = "id:office a para:Organization ; para:locatedIn id:here . "
UNKNOWN = "id:pact para:party id:nobody . "
VISIT = PARTIES + "id:x para:underAgreement id:pact ; "
MARK = VISIT + "a para:Commemoration ; "
PAPER = PARTIES + "id:pact para:instrument id:x . "
UNDER = "id:x para:underAgreement id:pact . "
PART = "id:x para:partOf id:whole . "
NAMED = (
    'id:x para:participant id:place ; rdfs:label "Fair House of Medan"@en ; para:evidence id:p . '
    'id:place para:sourceName "Fair House"@en ; para:evidence id:p . '
)


def _year(name: str, value: str) -> str:
    return f'para:{name} "{value}"^^xsd:gYear . '


def _day(name: str, value: str) -> str:
    return f'para:{name} "{value}"^^xsd:date . '


BAD = [
    ("end-before-start", "id:x " + _day("startDate", "2001-05-02") + "id:x " + _day("endDate", "2001-05-01")),
    ("commemoration-between-parties", MARK + "para:honours id:far ."),
    ("commemoration-between-parties", MARK + "para:establishedBy id:far ."),
    ("delegation-between-parties", VISIT + "para:sender id:far ."),
    ("delegation-between-parties", VISIT + "para:receiver id:far ."),
    ("instrument-signatories-are-parties", PAPER + "id:x para:signatory id:far ."),
    ("shared-trait-sharers-are-parties", VISIT + "para:sharedBy id:far ."),
    ("link-one-to-one", f"id:x skos:exactMatch {WIKIDATA} . id:y skos:exactMatch {WIKIDATA} ."),
    ("link-one-to-one", f"id:x skos:exactMatch {WIKIDATA} , <http://www.wikidata.org/entity/Q2> ."),
    *(("nothing-in-itself", f"id:x para:{name} id:x .") for name in ("about", "locatedIn", "ofActivity", "partOf")),
    *(("nothing-in-itself", NAMED.replace("participant", name)) for name in ("participant", "organizer")),
    ("orphan-part", "id:x a para:Instrument ."),
    ("orphan-part", "id:x a para:MemberGroup ."),
    ("orphan-passage", "id:x a para:Passage ."),
    ("orphan-passage", "id:x a oa:TextQuoteSelector ."),
    ("orphan-passage", "id:x a oa:TextPositionSelector ."),
    ("silent-but-recorded", "id:x para:silentOn para:place ; para:place id:here ."),
    ("silent-but-recorded", 'id:x para:silentOn para:signedOn ; para:instrument id:i . id:i para:signedOn "2001" .'),
    ("silent-but-recorded", "id:x para:silentOn para:signatory ; para:instrument id:i . id:i para:signatory id:here ."),
    ("silent-but-recorded", "id:x para:silentOn id:sport . id:y para:underAgreement id:x ; para:sector id:sport ."),
    *(
        ("part-within-time-of-whole", PART + "id:x " + of_part + "id:whole " + of_whole)
        for of_part, of_whole in (
            *((_year(name, "2000"), _year("year", "2001")) for name in ("year", "sinceYear")),
            *((_year(name, "2002"), _year("year", "2001")) for name in ("year", "sinceYear")),
            (_day("startDate", "2000-12-31"), _year("sinceYear", "2001")),
            (_year("year", "2000"), _day("startDate", "2001-05-01")),
            (_day("startDate", "2002-01-01"), _year("year", "2001")),
            (_year("sinceYear", "2002"), _day("endDate", "2001-05-01")),
            (_day("startDate", "2001-04-30"), _day("startDate", "2001-05-01")),
            (_day("endDate", "2001-05-02"), _day("endDate", "2001-05-01")),
        )
    ),
    *(
        ("activity-before-agreement", f"id:pact {_year('sinceYear', '2001')} id:x a para:{kind} ; {before} {UNDER}")
        for kind in ("Activity", "Delegation", "Commemoration")
        for before in (_year("year", "2000"), _year("sinceYear", "2000"), _day("startDate", "2000-12-31"))
    ),
]
GOOD = [
    ("nothing-in-itself", NAMED + "id:place para:evidence id:q ."),
    ("nothing-in-itself", NAMED.replace("Fair House of", "Air House of")),
    *(
        (check, start + link)
        for check, links in (
            ("commemoration-between-parties", [MARK + f"para:{name} id:" for name in ("honours", "establishedBy")]),
            ("delegation-between-parties", [VISIT + f"para:{name} id:" for name in ("sender", "receiver")]),
            ("instrument-signatories-are-parties", [PAPER + "id:x para:signatory id:"]),
        )
        for start in links
        for link in ("here .", "office . " + OFFICE, "far . " + UNKNOWN, "nobody .")
    ),
    *(("shared-trait-sharers-are-parties", VISIT + f"para:sharedBy id:{link}") for link in ("here .", "nobody .")),
    ("shared-trait-sharers-are-parties", VISIT + "para:sharedBy id:far . " + UNKNOWN),
    ("end-before-start", "id:x " + _day("startDate", "2001-05-01") + "id:x " + _day("endDate", "2001-05-01")),
    ("link-one-to-one", "id:x skos:exactMatch id:z . id:y skos:exactMatch id:z ."),
    ("link-one-to-one", f"id:x skos:exactMatch {WIKIDATA} , <http://zzz.example/Q2> ."),
    ("orphan-part", "id:x a para:Instrument . id:pact para:instrument id:x ."),
    ("orphan-part", "id:x a para:MemberGroup . id:visit para:memberGroup id:x ."),
    (
        "orphan-passage",
        "id:x a para:Passage ; oa:hasSelector id:q . id:y para:evidence id:x . id:q a oa:TextQuoteSelector .",
    ),
    ("silent-but-recorded", "id:x para:silentOn para:place ; para:instrument id:i . id:i para:place id:here ."),
    *(
        (
            "part-within-time-of-whole",
            PART + "id:x " + _day(name, "2001-05-01") + "id:whole " + _day(name, "2001-05-01"),
        )
        for name in ("startDate", "endDate")
    ),
    ("activity-before-agreement", f"id:pact {_year('sinceYear', '2001')} id:x a para:Claim ; {_year('year', '2000')}"),
]


def found(name: str, turtle: str, engine: str) -> set[str]:
    [check] = [check for check in load_checks() if check.name == name]
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    store = ox.Store()
    store.load((prefixes + turtle).encode(), format=ox.RdfFormat.TURTLE)
    text = check.query.text
    table = in_rdflib(text, Graph(store).rdflib()) if engine == "rdflib" else in_oxigraph(text, store)
    return {row[table[0].index("focusNode")] for row in table[1:]}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "turtle"), BAD)
def test_a_check_reports(name: str, turtle: str, engine: str) -> None:
    assert found(name, turtle, engine) == {f"{ID}x"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "turtle"), GOOD)
def test_a_check_leaves_alone(name: str, turtle: str, engine: str) -> None:
    assert found(name, turtle, engine) == set()
