"""Cases of the check queries, one for each branch: what they must report, and the exceptions that they leave alone."""

from __future__ import annotations

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import PREFIXES

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


SINCE = "id:pact " + _year("sinceYear", "2001")
IN_2001 = ("id:x " + _year("year", "2001"), "id:x " + _day("startDate", "2001-05-01"))
TWO_SOURCES = "id:p oa:hasSource id:here . id:q oa:hasSource id:there . "
RESULT = "id:x para:ofActivity id:deed . "
#: A city of which one source counts one partner and names two.
COUNTED = (
    "id:trait para:characteristicOf id:x ; para:partnerCount 1 ; para:evidence id:p . "
    "id:p oa:hasSource id:text . id:q oa:hasSource id:text . id:r oa:hasSource id:other . "
    "id:pact a para:SisterCityAgreement ; para:party id:x , id:there . id:pact para:evidence id:q . "
    "id:bond a para:SisterCityAgreement ; para:party id:x , id:far ; para:evidence id:q . "
)
QUOTED = 'id:x oa:hasSelector id:q , id:s . id:q oa:exact "é a²"@id . id:s oa:start 5 ; oa:end 9 . '
CITY = "para:City rdfs:isDefinedBy <https://w3id.org/paradiplomacy/ontology> . "
#: Check and graph: what must be reported, always of ``id:x``.
REPORTED = [
    ("end-before-start", "id:x " + _day("startDate", "2001-05-02") + "id:x " + _day("endDate", "2001-05-01")),
    ("commemoration-between-parties", MARK + "para:honours id:far ."),
    ("commemoration-between-parties", MARK + "para:establishedBy id:far ."),
    ("delegation-between-parties", VISIT + "para:sender id:far ."),
    ("delegation-between-parties", VISIT + "para:receiver id:far ."),
    ("instrument-signatories-are-parties", PAPER + "id:x para:signatory id:far ."),
    ("shared-trait-sharers-are-parties", VISIT + "para:sharedBy id:far ."),
    *(
        (check, f"{start} id:elsewhere . id:elsewhere a para:Organization ; para:locatedIn id:far .")
        for check, start in (
            ("commemoration-between-parties", MARK + "para:honours"),
            ("delegation-between-parties", VISIT + "para:sender"),
            ("instrument-signatories-are-parties", PAPER + "id:x para:signatory"),
        )
    ),
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
    ("end-before-start", "id:x " + _year("year", "2002") + "id:x " + _day("endDate", "2001-05-01")),
    ("end-before-start", 'id:x para:yearMonth "2001-06"^^xsd:gYearMonth . id:x ' + _day("endDate", "2001-05-01")),
    ("partners-within-count", COUNTED),
    ("quote-as-long-as-its-place", QUOTED.replace("oa:end 9", "oa:end 10")),
    ("quote-as-long-as-its-place", QUOTED.replace("oa:start 5", "oa:start 4")),
    ("undeclared-term", "id:x para:nonsense 1 ; a id:Kind . " + CITY),
    *(
        ("activity-before-agreement", f"{SINCE} id:x a para:{kind} ; {before} {UNDER}")
        for kind in ("Activity", "Delegation", "Commemoration")
        for before in (_year("year", "2000"), _year("sinceYear", "2000"), _day("startDate", "2000-12-31"))
    ),
]
#: Check and graph: what must be left alone.
ALONE = [
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
    ("activity-before-agreement", f"{SINCE} {UNDER} id:x a para:Claim ; {_year('year', '2000')}"),
    ("activity-before-agreement", f"{SINCE} {UNDER} id:x a para:Activity ; {_year('year', '2001')}"),
    ("commemoration-between-parties", VISIT + "a para:Delegation ; para:honours id:far ."),
    ("dead-reference", 'id:x dcterms:title "https://w3id.org/paradiplomacy/id/gone" .'),
    ("dead-reference", "id:x para:about id:gone ."),
    ("end-before-start", "id:x " + _year("year", "2001") + "id:x " + _day("endDate", "2001-05-01")),
    ("nothing-in-itself", "id:x para:sender id:x ."),
    ("nothing-in-itself", NAMED.replace("; para:evidence id:p . id:place", "; para:evidence id:p , id:q . id:place")),
    ("nothing-in-itself", NAMED.replace("; para:evidence id:p . ", ". ")),
    ("part-shares-agreement", PART + UNDER + "id:whole a para:Delegation ; para:underAgreement id:deal ."),
    ("part-shares-agreement", PART + "id:whole a para:Activity ; para:underAgreement id:pact ."),
    ("part-within-time-of-whole", PART + f"id:x {_year('year', '2001')} id:whole {_day('startDate', '2001-05-01')}"),
    *(("part-within-time-of-whole", PART + f"{time} id:whole {_year('year', '2001')}") for time in IN_2001),
    ("part-within-time-of-whole", PART + f"id:x {_year('year', '2001')} id:whole {_day('endDate', '2001-05-01')}"),
    ("participants-within-count", "id:x para:participant id:here , id:far ; para:participantCount 2 ."),
    ("partners-within-count", COUNTED.replace("partnerCount 1", "partnerCount 2")),
    ("partners-within-count", COUNTED.replace("id:pact para:evidence id:q", "id:pact para:evidence id:r")),
    ("partners-within-count", COUNTED.replace("para:SisterCityAgreement", "para:Agreement")),
    ("partners-within-count", COUNTED.replace("para:evidence id:p ", "para:about id:p ")),
    ("quote-as-long-as-its-place", QUOTED),
    ("record-of-one-source", "id:x para:evidence id:p , id:q . " + TWO_SOURCES),
    ("result-shares-agreement", RESULT + UNDER + "id:deed a para:Claim ; para:underAgreement id:deal ."),
    ("result-shares-agreement", RESULT + "id:deed a para:Activity ; para:underAgreement id:pact ."),
    ("silent-but-recorded", "id:x para:silentOn id:sport . id:y para:underAgreement id:deal ; para:sector id:sport ."),
    ("undeclared-term", "id:x para:nonsense 1 ; a para:City . " + CITY),
]


def store_of(turtle: str) -> ox.Store:
    """The graph of a case."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    store = ox.Store()
    store.load((prefixes + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return store


def of_check(name: str, cases: list[tuple[str, str]]) -> list[str]:
    """The graphs of those cases that belong to the check."""
    return [turtle for check, turtle in cases if check == name]
