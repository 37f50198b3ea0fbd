"""An invented graph in which every branch of a stored query is reached, made by rule from a table of kinds.

For each kind there is a node with nothing but its class, one with every property once, one with every property twice
(what ``DISTINCT`` and ``GROUP_CONCAT`` are for), for each property one with it alone and one that is silent on it, and
for each class and condition a node that lacks only that (it must not be found). Labels, kinds of assertion and
agreements go round, so that every label is missing somewhere. The vocabulary lends classes and labels, some left out.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.graph import Graph
from paradiplomacy.rdf.namespaces import ID, PREFIXES
from paradiplomacy.release import home

#: What the rule does not bring about: chains of parts, directions, works cited, links.
BY_HAND = Path(__file__).parents[1] / "cases" / "invented.ttl"
LANGUAGES = (("en", "id", "ko"), ("en",), ("id",), ("ko", "id"), ())
ASSERTIONS = ("id:assertion-stated", "id:assertion-hedged", "id:assertion-expected", "id:assertion-unlabelled")
AGREEMENTS = ("id:pact-twice", "id:pact-once", "id:deal-once", "id:pact-none", "id:pact-silent-instrument")
SECTORS = ("id:sector-economy", "id:sector-education", "id:sector-culture", "id:sector-unlabelled", "id:field-culture")
CITIES = ("id:city-once", "id:city-twice", "id:city-none", "id:city-silent-inState", "id:city-only-inState")
BODIES = ("id:body-once", "id:body-none", "id:body-twice", "id:person-once", "id:body-agency", "id:city-once")
PASSAGES = ("id:passage-once", "id:passage-twice", "id:passage-none", "id:passage-only-section")
ACTIVITIES = ("id:event-once", "id:programme-none", "id:programme-once", "id:event-only-partOf")
WORKS = ("id:work-once", "id:work-none", "id:work-twice", "id:work-silent-title")


def _typed(datatype: str, *values: str) -> tuple[str, ...]:
    return tuple(f'"{value}"^^xsd:{datatype}' for value in values)


YEARS = _typed("gYear", "2001", "1999", "2004")
DAYS = _typed("date", "2001-05-02", "2003-01-31", "1998-12-01")
LAST_DAYS = _typed("date", "2001-05-02", "2005-01-31")
MONTHS = _typed("gMonth", "--05", "--11")
YEAR_MONTHS = _typed("gYearMonth", "2001-05", "2002-10")
ROUNDS = _typed("duration", "P1Y", "P2Y")
STAYS = _typed("duration", "P7D", "P3D")
EDTF = ('"1997?"', '"199X"')
DATED = {
    "startDate": DAYS,
    "endDate": LAST_DAYS,
    "year": YEARS,
    "month": MONTHS,
    "yearMonth": YEAR_MONTHS,
    "edtf": EDTF,
}
EVIDENCE = {"evidence": PASSAGES}
RESULT = {"sector": SECTORS, "ofActivity": ACTIVITIES, "beneficiary": CITIES, **EVIDENCE}
ACTIVITY = {
    **{"sector": SECTORS, "organizer": BODIES, "participant": BODIES[1:], "place": ("id:place-once", *CITIES)},
    **{"partOf": ACTIVITIES, "sinceYear": YEARS, "about": ("id:mark-once", "id:mark-none"), **DATED, **EVIDENCE},
    **{"participantCount": ("5", "7")},
}
INSTRUMENT = {
    "signedOn": DAYS,
    "place": CITIES,
    "signatory": BODIES,
    "year": YEARS,
    **EVIDENCE,
    "yearMonth": YEAR_MONTHS,
}
PROGRESS = {"stage": ("id:stage-memorandum", "id:stage-unlabelled"), "status": ("id:progress-running", "id:status-odd")}
SOURCE = {
    **{"creator": BODIES, "title": ('"b"@en', '"a"@id'), "issued": YEARS, "accessedOn": DAYS},
    **{"sourceKind": ("id:source-kind-law", "id:source-kind-unlabelled", "id:source-kind-thesis")},
    **{"textDigest": ('"ab"', '"cd"'), "textLength": ("12", "7"), "references": WORKS},
}
PLACED = {"inState": ("id:state-once", "id:state-none"), "locatedIn": CITIES, "sourceName": ('"b"', '"a"')}

SSSOM = "https://w3id.org/sssom/"
#: The properties that are not of our vocabulary.
OTHERS = {
    **dict.fromkeys(("creator", "title", "issued", "references"), "dcterms:"),
    **dict.fromkeys(("hasSource", "hasSelector", "exact", "start"), "oa:"),
    **dict.fromkeys(("annotatedSource", "annotatedProperty", "annotatedTarget"), "owl:"),
    **dict.fromkeys(("mapping_justification", "object_label", "confidence"), "sssom:"),
    **dict.fromkeys(("prefLabel", "definition", "closeMatch", "inScheme"), "skos:"),
    **{"comment": "rdfs:"},
}
#: Each kind of thing: its classes and the values of its properties.
KINDS: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "state": (("State",), {}),
    "city": (("SubnationalActor", "City"), PLACED),
    "place": (("Place",), PLACED),
    "people": (("EthnicGroup",), {"sourceName": ('"b"', '"a"')}),
    "person": (("Person",), PLACED),
    "body": (("Organization",), {"organizationKind": ("id:kind-school", "id:kind-unlabelled"), **PLACED}),
    "pact": (
        ("Agreement", "SisterCityAgreement"),
        {
            **{"party": CITIES, "instrument": ("id:letter-once", "id:memo-once", "id:letter-none"), "sinceYear": YEARS},
            **{"signedOn": (), "place": (), **EVIDENCE, **PROGRESS, "edtf": EDTF, "yearMonth": YEAR_MONTHS},
        },
    ),
    "deal": (
        ("Agreement", "InstitutionalAgreement"),
        {
            **{"party": BODIES, "instrument": ("id:memo-twice", "id:letter-twice", "id:memo-silent-signedOn")},
            **{"sinceYear": YEARS, "about": AGREEMENTS, **EVIDENCE},
        },
    ),
    "letter": (("Instrument", "LetterOfIntent"), INSTRUMENT),
    "memo": (("Instrument", "MemorandumOfUnderstanding"), INSTRUMENT),
    "event": (("Activity", "Event"), ACTIVITY),
    "programme": (("Activity", "Programme"), ACTIVITY),
    "group": (
        ("MemberGroup",),
        {
            **{"memberRole": ("id:role-pupil", "id:role-unlabelled"), "exactSize": ("4", "40"), "minimumSize": ("9",)},
            "approximateSize": ("20", "30"),
            "schoolLevel": ("id:level-primary", "id:level-unlabelled"),
        },
    ),
    "visit": (
        ("Delegation",),
        {
            **{"sender": BODIES, "receiver": CITIES, "sector": SECTORS, "partOf": ACTIVITIES, "recurrence": ROUNDS},
            **{
                "memberGroup": (
                    "id:group-once",
                    "id:group-none",
                    "id:group-only-minimumSize",
                    "id:group-only-exactSize",
                )
            },
            **{"stay": STAYS, "approximateStay": STAYS, **DATED, **EVIDENCE},
        },
    ),
    "mark": (
        ("Commemoration",),
        {
            **{"place": CITIES, "establishedBy": BODIES, "honours": BODIES[2:], "lengthInKilometres": ("2.5", "3.0")},
            **{"year": YEARS, "sector": SECTORS, **EVIDENCE},
        },
    ),
    "aim": (("Objective",), RESULT),
    "gain": (("Outcome",), RESULT),
    "trait": (("SharedTrait",), {"sharedBy": CITIES, **EVIDENCE}),
    "feature": (
        ("Characteristic",),
        {
            **{"characteristicOf": CITIES, "characteristicKind": ("id:trait-rank", "id:trait-unlabelled")},
            **{"ordinal": ("3", "5"), "partnerCount": ("5", "4"), "party": (), **EVIDENCE},
        },
    ),
    "claim": (
        ("Claim",),
        {
            **{"about": ("id:work-once", "id:sector-culture", "id:state-none", "id:work-twice")},
            **{"claimKind": ("id:claim-law", "id:claim-unlabelled"), **EVIDENCE},
        },
    ),
    "work": (("Source",), SOURCE),
    "passage": (
        ("Passage",),
        {
            **{
                "hasSource": WORKS,
                "hasSelector": ("id:words-once", "id:span-once", "id:words-none"),
                "section": ('"1"', '"2"'),
            },
            **{"citesSource": WORKS[::-1], "paraphrase": ('"b"@en', '"a"@id')},
        },
    ),
    "words": ((), {"exact": ('"words"', '"other words"')}),
    "span": ((), {"start": ("10", "9")}),
    "form": (
        ("ParadiplomacyForm",),
        {"prefLabel": ('"form"@en', '"bentuk"@id'), "definition": ('"note"@en', '"catatan"@id'), **EVIDENCE},
    ),
    "sector": (
        ("Sector",),
        {"inScheme": ("id:sectors", "id:sister-city-fields"), "closeMatch": ("id:field-culture", "id:sector-culture")},
    ),
    "link": (
        (),
        {
            **{"annotatedSource": CITIES, "annotatedProperty": ("skos:exactMatch", "skos:closeMatch")},
            **{"annotatedTarget": ("<http://www.wikidata.org/entity/Q1>", "<http://www.wikidata.org/entity/Q2>")},
            **{"mapping_justification": ("<https://w3id.org/semapv/vocab/ManualMappingCuration>",)},
            **{"object_label": ('"b"', '"a"'), "confidence": ("0.9", "0.5"), "comment": ('"why"', '"because"')},
        },
    ),
}
#: Kinds whose things are statements of the source.
RECORDS = {
    **dict.fromkeys(("event", "programme", "visit", "mark", "aim", "gain", "trait", "claim", "feature"), True),
    **dict.fromkeys(("pact", "deal", "letter", "memo"), False),
}


@cache
def invented() -> Graph:
    """The invented graph."""
    store = ox.Store()
    for name in ("paradiplomacy.ttl", "schemes.ttl"):
        store.load(path=str(home() / "ontology" / name), format=ox.RdfFormat.TURTLE)
    for quad in list(store):
        if quad.predicate.value.endswith(("#label", "#prefLabel")) and _leaves_out(quad):
            store.remove(quad)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**PREFIXES, "sssom": SSSOM}.items())
    text = prefixes + "\n".join(itertools.chain(*map(_things, KINDS), _months(), _accounts()))
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    store.load(path=str(BY_HAND), format=ox.RdfFormat.TURTLE)
    return Graph(store)


def _leaves_out(quad: ox.Quad) -> bool:
    """Whether the vocabulary goes without this label: all four mixtures of two languages come about."""
    subject, label = quad.subject, quad.object
    assert isinstance(subject, ox.NamedNode)
    assert isinstance(label, ox.Literal)
    if subject.value.startswith(f"{ID}status-"):
        return False
    mixture = zlib.crc32(subject.value.encode()) % 5
    return (label.language == "en" and mixture in (1, 3)) or (label.language == "id" and mixture in (2, 3))


def _months() -> Iterator[str]:
    """Things of each month, to a day of the next one; of two months also the month alone, and in it each year."""
    held = "para:assertionKind id:assertion-stated ; para:underAgreement id:pact-once ; para:sector id:sector-education"
    for month in range(1, 13):
        times = [
            f'para:startDate "2011-{month:02}-{month + 8:02}"^^xsd:date ; '
            f'para:endDate "2012-{month % 12 + 1:02}-{month:02}"^^xsd:date'
        ]
        if month in (1, 9):
            times.append(f'para:yearMonth "2013-{month:02}"^^xsd:gYearMonth')
            times.append(f'para:month "--{month:02}"^^xsd:gMonth')
        for number, time in enumerate(times):
            yield f"id:event-in-{month:02}-{number} a para:Activity , para:Event ; {held} ; {time} ."
            yield f"id:visit-in-{month:02}-{number} a para:Delegation ; {held} ; para:sender id:city-once ; {time} ."
        kind = ("LetterOfIntent", "MemorandumOfUnderstanding")[month % 2]
        signed = f'para:signedOn "2014-{month:02}-{month:02}"^^xsd:date'
        yield f"id:paper-in-{month:02} a para:Instrument , para:{kind} ; {signed} ."
        yield f"id:pact-in-{month:02} a para:Agreement , para:SisterCityAgreement ; para:party id:city-once ; "
        yield f"para:instrument id:paper-in-{month:02} ; para:assertionKind id:assertion-stated ."


#: What other sources say of a thing, beside what its own record says.
ACCOUNTS = {
    "event-once": ("year", "yearMonth", "startDate", "edtf", "sinceYear", "participantCount"),
    "mark-once": ("year", "lengthInKilometres", "approximateLengthInKilometres"),
    "pact-once": ("sinceYear", "signedOn", "stage", "status", "instrument"),
    "letter-once": ("signedOn", "yearMonth", "year"),
    "visit-once": ("year", "sinceYear", "edtf"),
    "feature-once": ("partnerCount",),
}
SAID = {
    **{**DATED, "signedOn": DAYS, "sinceYear": YEARS, "participantCount": ("5", "7"), "partnerCount": ("5", "6")},
    **{"lengthInKilometres": ("2.5", "2.7"), "approximateLengthInKilometres": ("2.4", "9.0")},
    **{**PROGRESS, "instrument": ("id:memo-only-signedOn", "id:letter-only-year")},
}


def _accounts() -> Iterator[str]:
    """Of each value that may be said of a thing one account of one source, with the value of its record and another."""
    for thing, properties in ACCOUNTS.items():
        for name in properties:
            for number, value in enumerate(SAID[name][:2]):
                node = f"id:account-{thing}-{name}-{number}"
                evidence = PASSAGES[(number + len(name)) % 2]
                yield f"{node} a para:Account ; para:accountOf id:{thing} ; para:{name} {value} ; "
                yield f"para:assertionKind {ASSERTIONS[number]} ; para:evidence {evidence} ."


def _things(kind: str) -> Iterator[str]:
    classes, properties = KINDS[kind]
    valued = {name: values for name, values in properties.items() if values}
    once = {name: values[:1] for name, values in valued.items()}
    types: list[tuple[str, ...]] = [classes] * (3 + len(valued) + len(properties))
    bodies: list[tuple[str, dict[str, tuple[str, ...]], str]] = [("none", {}, ""), ("once", once, "")]
    bodies.append(("twice", {name: values[1:3] for name, values in valued.items()}, ""))
    bodies += [(f"only-{name}", {name: values[-1:]}, "") for name, values in valued.items()]
    bodies += [(f"silent-{name}", {}, name) for name in properties]
    for missing in classes:
        types.append(tuple(name for name in classes if name != missing))
        bodies.append((f"no-{missing}", once, ""))
    needed = ["para:assertionKind"] * (kind in RECORDS) + ["para:underAgreement"] * RECORDS.get(kind, False)
    types += [classes] * len(needed)
    bodies += [(f"without-{name.removeprefix('para:')}", once, "") for name in needed]
    for place, (own_classes, (name, values, silent)) in enumerate(zip(types, bodies, strict=True)):
        facts = [f"a para:{own}" for own in own_classes]
        facts += [f"{_written(one)} {value}" for one, some in values.items() for value in some]
        facts += [f"para:silentOn {_written(silent)}"] * bool(silent)
        languages = LANGUAGES[place % len(LANGUAGES)]
        facts += [f'rdfs:label "{kind} {name} {language}"@{language}' for language in languages]
        if "para:assertionKind" in needed and name != "without-assertionKind":
            facts.append(
                f"para:assertionKind {ASSERTIONS[0 if name in ('once', 'twice') else place % len(ASSERTIONS)]}"
            )
        if "para:underAgreement" in needed and name != "without-underAgreement":
            facts.append(f"para:underAgreement {AGREEMENTS[place % len(AGREEMENTS)]}")
        if facts:
            yield f"id:{kind}-{name} {' ; '.join(facts)} ."


def _written(name: str) -> str:
    return OTHERS.get(name, "para:") + name
