"""What the stored queries tell apart, on an invented graph: recorded, silent, not coded; stated and hedged."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from support.query_engines import ENGINES, ROOT, find, in_oxigraph, in_rdflib, release

from paradiplomacy.graph import Graph
from paradiplomacy.queries.parameters import bind

# One sector for each status: trade is stated, music hedged, health silent, dance claimed and sport not coded.
INVENTED = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
id:sector-trade a para:Sector , skos:Concept ; skos:inScheme id:sectors ; skos:prefLabel "trade"@en , "niaga"@id .
id:sector-music a para:Sector , skos:Concept ; skos:inScheme id:sectors ; skos:prefLabel "music"@en , "musik"@id .
id:sector-health a para:Sector , skos:Concept ; skos:inScheme id:sectors ; skos:prefLabel "health"@en , "kesehatan"@id .
id:sector-sport a para:Sector , skos:Concept ; skos:inScheme id:sectors ; skos:prefLabel "sport"@en , "olahraga"@id .
id:sector-dance a para:Sector , skos:Concept ; skos:inScheme id:sectors ; skos:prefLabel "dance"@en , "tari"@id .
id:sector-music skos:closeMatch id:field-tune .
id:field-tune skos:inScheme id:sister-city-fields ; skos:prefLabel "tunes"@en , "lagu"@id .
id:norland a para:State ; rdfs:label "Norland"@en , "Norlandia"@id .
id:sudland a para:State ; rdfs:label "Sudland"@en , "Sudlandia"@id .
id:alda a para:SubnationalActor , para:City ; rdfs:label "Alda"@en , "Alda"@id ; para:inState id:norland .
id:brimo a para:SubnationalActor , para:City ; rdfs:label "Brimo"@en , "Brimo"@id ; para:inState id:sudland .
id:alda-brimo a para:Agreement , para:SisterCityAgreement ; rdfs:label "Alda-Brimo"@en , "Alda-Brimo"@id ;
    para:party id:alda , id:brimo ; para:silentOn id:sector-health , para:signedOn ;
    para:assertionKind id:assertion-stated .
id:port a para:Organization ; rdfs:label "Port of Alda"@en , "Pelabuhan Alda"@id ; para:locatedIn id:alda .
id:office a para:Organization ; rdfs:label "Trade office"@en , "Dinas niaga"@id ;
    para:organizationKind id:kind-government-agency .
id:nora a para:Person ; rdfs:label "Nora"@en , "Nora"@id .
id:nora-mayor a para:Characteristic ; rdfs:label "mayor"@en , "wali kota"@id ; para:characteristicOf id:nora ;
    para:characteristicKind id:trait-office ; para:assertionKind id:assertion-stated .
id:fair a para:Activity , para:Event ; rdfs:label "fair"@en , "pameran"@id ; para:underAgreement id:alda-brimo ;
    para:sector id:sector-trade ; para:assertionKind id:assertion-stated ; para:year "2001"^^xsd:gYear ;
    para:organizer id:office , id:nora ; para:place id:nameless ; para:silentOn para:participant .
id:talk a para:Activity , para:Event ; rdfs:label "talk"@en , "ceramah"@id ; para:underAgreement id:alda-brimo ;
    para:sector id:sector-trade ; para:assertionKind id:assertion-stated ; para:partOf id:fair ;
    para:organizer id:port .
id:choir a para:Activity , para:Programme ; rdfs:label "choir"@en , "paduan suara"@id ;
    para:underAgreement id:alda-brimo ; para:sector id:sector-music ; para:assertionKind id:assertion-hedged .
id:team a para:Delegation ; rdfs:label "traders"@en , "pedagang"@id ; para:underAgreement id:alda-brimo ;
    para:sector id:sector-trade ; para:assertionKind id:assertion-stated ; para:sender id:alda ;
    para:receiver id:brimo ; para:partOf id:talk ; para:memberGroup id:team-buyers , id:team-sellers .
id:team-buyers a para:MemberGroup ; para:exactSize 4 .
id:team-sellers a para:MemberGroup ; para:minimumSize 10 .
id:guests a para:Delegation ; rdfs:label "guests"@en , "tamu"@id ; para:underAgreement id:alda-brimo ;
    para:sector id:sector-trade ; para:assertionKind id:assertion-hedged ; para:sender id:brimo ;
    para:receiver id:alda ; para:partOf id:fair ; para:silentOn para:memberGroup ; para:month "--05"^^xsd:gMonth .
id:reach a para:Claim ; rdfs:label "it reaches dance"@en , "menyentuh tari"@id ; para:underAgreement id:alda-brimo ;
    para:about id:sector-dance ; para:assertionKind id:assertion-stated ; para:evidence id:p-reach .
id:p-reach a para:Passage , oa:SpecificResource ; oa:hasSource id:text ; oa:hasSelector id:p-reach-quote ;
    para:section "End"@id ; para:paraphrase "It reaches dance."@en , "Tari tersentuh."@id .
id:p-reach-quote oa:exact "sudah *menyentuh* tari" .
id:alda-ties a para:Characteristic ; rdfs:label "four sister cities"@en , "empat kota kembar"@id ;
    para:characteristicOf id:alda ; para:about id:brimo ; para:partnerCount 4 ; para:silentOn para:party ;
    para:assertionKind id:assertion-stated .
id:carda a para:City ; rdfs:label "Carda"@en , "Carda"@id ; para:silentOn para:party .
id:dorma a para:City ; rdfs:label "Dorma"@en , "Dorma"@id .
id:pact a para:Agreement , para:InstitutionalAgreement ; rdfs:label "pact"@en , "pakta"@id ; para:party id:port ;
    para:assertionKind id:assertion-stated ; para:evidence id:p ; para:silentOn para:instrument .
id:market a para:Activity , para:Event ; rdfs:label "market"@en , "pasar"@id ; para:underAgreement id:alda-brimo ;
    para:sector id:sector-trade ; para:assertionKind id:assertion-hedged ; para:startDate "2001-12-31"^^xsd:date ;
    para:endDate "2002-01-02"^^xsd:date ; para:participantCount 7 .
id:book a para:Source ; dcterms:title "The invented book"@en ; dcterms:creator id:adam , id:zoe ;
    para:evidence id:p-book .
id:adam a para:Person ; para:sourceName "Adam, A." . id:zoe a para:Person ; para:sourceName "Zoe, Z." .
id:p-book a para:Passage ; oa:hasSelector id:p-book-quote .
id:p-book-quote oa:exact "Zoe, Z., & Adam, A. (2000)" .
id:text a para:Source ; rdfs:label "text"@en , "teks"@id ; dcterms:references id:book .
id:p a para:Passage , oa:SpecificResource ; oa:hasSource id:text ; para:citesSource id:book .
id:fair para:evidence id:p .
"""
DROPPED = """
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE { ?concept skos:inScheme ?scheme } WHERE {
  VALUES ?scheme { id:sectors id:sister-city-fields }
  ?concept skos:inScheme ?scheme .
}
"""


@pytest.fixture(scope="module")
def invented() -> Graph:
    """The invented graph under the project's ontology and schemes, with its own sectors in place of theirs."""
    store = ox.Store()
    for file in ("paradiplomacy.ttl", "schemes.ttl"):
        store.load(path=str(ROOT / "ontology" / file), format=ox.RdfFormat.TURTLE)
    store.update(DROPPED)
    store.load(INVENTED.encode(), format=ox.RdfFormat.TURTLE)
    return Graph(store)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def rows(graph: Graph, engine: str, name: str, **values: str) -> list[dict[str, str]]:
    text = bind(find(name), values, graph.store)
    table = in_rdflib(text, graph.rdflib()) if engine == "rdflib" else in_oxigraph(text, graph.store)
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def test_a_sector_is_recorded_hedged_silent_or_not_coded(invented: Graph, engine: str) -> None:
    found = {row["sector"]: row for row in rows(invented, engine, "compare-sectors")}
    assert {sector: row["statusLabel"] for sector, row in found.items()} == {
        "trade": "recorded",
        "music": "only hedged or expected",
        "health": "source silent",
        "sport": "not coded",
        "dance": "stated only in general",
    }
    kinds = ("activities", "parts", "delegations", "commemorations", "hedged", "claims")
    keys = (*kinds, "earliestDated", "since")
    assert [found["trade"][key] for key in keys] == ["1", "1", "1", "0", "2", "0", "2001", "not coded"]
    assert found["trade"]["recordNames"] == "fair; guests (hedged); market (hedged); talk; traders"
    assert [found["dance"][key] for key in kinds] == ["0", "0", "0", "0", "0", "1"]
    assert [found[sector]["earliestDated"] for sector in ("music", "health", "sport")] == [
        "not coded", "source silent", "not coded",
    ]  # fmt: skip


def test_the_words_behind_a_cell_are_numbered_whatever_is_left_out(invented: Graph, engine: str) -> None:
    """A claim about a sector counts, its paraphrase is in the language, and the quote is as it stands in the text."""
    everything = rows(invented, engine, "sector-evidence", lang="id")
    keys = ("number", "sector", "activity", "paraphrase", "quote", "section", "assertion")
    assert [[row[key] for key in keys] for row in everything] == [
        ["1", "tari", "menyentuh tari", "Tari tersentuh.", "sudah *menyentuh* tari", "End", "dinyatakan"],
    ]
    assert rows(invented, engine, "sector-evidence", lang="id", sector="id:sector-dance") == everything
    assert rows(invented, engine, "sector-evidence", sector="id:sector-trade") == []


def test_the_words_follow_the_language(invented: Graph, engine: str) -> None:
    found = rows(invented, engine, "compare-sectors", lang="id")
    assert {row["sector"]: row["statusLabel"] for row in found} == {
        "niaga": "tercatat",
        "musik": "hanya sebagai kemungkinan atau harapan",
        "kesehatan": "sumber tidak menyebut",
        "olahraga": "belum dikodekan",
        "tari": "dinyatakan secara umum saja",
    }


def test_a_field_is_matched_in_either_direction(invented: Graph, engine: str) -> None:
    [row] = rows(invented, engine, "framework-coverage")
    keys = ("matchedSectors", "statusLabel", "activities", "delegations", "commemorations", "hedged", "fieldNote")
    assert [row[key] for key in keys] == ["music", "only hedged or expected", "0", "0", "0", "1", "not coded"]
    found = rows(release(), engine, "framework-coverage", agreement="surabaya-busan")
    assert [row["statusLabel"] for row in found] == ["recorded", "recorded", "stated only in general", "source silent"]


def test_a_thing_without_a_label_is_not_taken_for_a_gap(invented: Graph, engine: str) -> None:
    [fair] = [row for row in rows(invented, engine, "activities") if row["activityLabel"] == "fair"]
    assert fair["places"] == "https://w3id.org/paradiplomacy/id/nameless"
    passage = next(row for row in rows(invented, engine, "evidence") if row["thing"].endswith("/fair"))
    assert passage["citedSource"] == "https://w3id.org/paradiplomacy/id/book"


def test_an_activity_tells_silence_from_what_nobody_coded(invented: Graph, engine: str) -> None:
    found = {row["activityLabel"]: row for row in rows(invented, engine, "activities")}
    assert (found["fair"]["participants"], found["talk"]["participants"]) == ("source silent", "not coded")
    assert found["fair"]["organizers"] == "Nora; Trade office"
    assert [found[name]["when"] for name in ("fair", "talk", "choir", "market")] == [
        "2001", "see the larger activity", "not coded", "31 December 2001 to 2 January 2002",
    ]  # fmt: skip
    keys = ("start", "end", "precision", "recurringMonth", "participantCount")
    assert [found["market"][key] for key in keys] == ["2001-12-31", "2002-01-02", "day", "", "7"]
    assert [found["choir"][key] for key in keys] == [""] * 5
    # What the whole has is to be read there; what it lacks too is not coded.
    assert (found["talk"]["places"], found["talk"]["participants"]) == ("see the larger activity", "not coded")


def test_offices_and_officials_are_government(invented: Graph, engine: str) -> None:
    """Only the port is not, and its talk makes the fair, of which it is part, an activity beyond government."""
    found = {row["agreementLabel"]: row for row in rows(invented, engine, "beyond-government")}
    keys = ("activities", "withNamedBody", "namedBodies")
    assert [found["Alda-Brimo"][key] for key in keys] == ["1", "1", "Port of Alda"]
    assert set(found) == {"Alda-Brimo"}  # The pact is one of bodies, which are beyond government themselves.
    assert {row["institutionLabel"] for row in rows(invented, engine, "institutions")} == {"Port of Alda"}


def test_people_are_added_by_direction_and_certainty(invented: Graph, engine: str) -> None:
    found = {row["senders"]: row for row in rows(invented, engine, "people-balance")}
    keys = ("assertion", "delegations", "people", "exactPeople", "minimumPeople", "atLeastInTotal", "withoutNumber")
    assert [found["Alda"][key] for key in keys] == ["stated", "1", "at least 14", "4", "10", "14", "0"]
    assert [found["Brimo"][key] for key in keys] == ["hedged", "1", "source silent", "", "", "", "1"]


def test_a_delegation_without_groups_keeps_its_row(invented: Graph, engine: str) -> None:
    found = rows(invented, engine, "delegations")
    assert [(row["delegationLabel"], row["people"], row["measure"]) for row in found] == [
        ("guests", "", "source silent"),
        ("traders", "4", "exact"),
        ("traders", "10", "at least"),
    ]
    keys = ("when", "start", "precision", "recurringMonth")
    assert [found[0][key] for key in keys] == ["every May", "", "month", "5"]


def test_hedged_delegations_do_not_make_a_programme_run_both_ways(invented: Graph, engine: str) -> None:
    found = {
        row["activityLabel"]: (row["statusLabel"], row["directions"]) for row in rows(invented, engine, "reciprocity")
    }
    assert found == {
        "fair": ("one way stated", "Alda to Brimo; Brimo to Alda (hedged)"),
        "talk": ("one way stated", "Alda to Brimo"),
        "choir": ("no delegation recorded", "no delegation recorded"),
    }


def test_partners_are_found_from_both_cities(invented: Graph, engine: str) -> None:
    """A counted tie without a name has a row, and so has a city of which none is known."""
    found = [[row[key] for key in ("cityLabel", "partnerLabel", "partnerCount", "basis")] for row in rows(
        invented, engine, "sister-cities-of")]  # fmt: skip
    assert found == [
        ["Alda", "source silent", "4", "four sister cities"],
        ["Alda", "Brimo", "", "Alda-Brimo"],
        ["Brimo", "Alda", "", "Alda-Brimo"],
        ["Carda", "source silent", "", "source silent"],
        ["Dorma", "not coded", "", "not coded"],
    ]


def test_a_characteristic_keeps_its_subject(invented: Graph, engine: str) -> None:
    keys = ("cityLabel", "subject", "statement", "inRelationTo", "partnerCount")
    found = [[row[key] for key in keys] for row in rows(invented, engine, "city-profile")]
    assert ["Brimo", "Alda", "four sister cities", "Brimo", "4"] in found
    assert ["Alda", "not applicable", "traders", "not applicable", ""] in found


def test_an_agreement_without_a_document_has_a_row(invented: Graph, engine: str) -> None:
    found = {row["agreementLabel"]: (row["instrumentLabel"], row["when"]) for row in rows(
        invented, engine, "instruments")}  # fmt: skip
    assert found == {"Alda-Brimo": ("not coded", "source silent"), "pact": ("source silent", "source silent")}


def test_a_body_takes_the_sector_of_what_rests_on_the_same_words(invented: Graph, engine: str) -> None:
    found = {row["recordLabel"]: row["sectorLabel"] for row in rows(invented, engine, "institutions")}
    assert found == {"pact": "trade", "talk": "trade"}


def test_what_has_no_item_is_listed_with_what_is_known(invented: Graph, engine: str) -> None:
    found = {row["thingLabel"]: row["known"] for row in rows(invented, engine, "wikidata-missing")}
    assert found["Port of Alda"] == "located in: Alda"
    assert found["Dorma"] == "not coded"
    assert "fair" not in found


def test_the_timeline_lists_what_is_dated_and_recurring_months_last(invented: Graph, engine: str) -> None:
    found = [(row["when"], row["what"], row["start"], row["recurringMonth"]) for row in rows(
        invented, engine, "timeline", lang="id")]  # fmt: skip
    assert found == [
        ("2001", "pameran", "2001", ""),
        ("31 Desember 2001 sampai 2 Januari 2002", "pasar", "2001-12-31", ""),
        ("setiap Mei", "tamu", "", "5"),
    ]


def test_works_are_counted_by_the_records_that_rest_on_them(invented: Graph, engine: str) -> None:
    [row] = rows(invented, engine, "works-cited")
    assert (row["title"], row["inReferenceList"], row["records"]) == ("The invented book", "yes", "2")
    # In the order of the words of the source.
    assert [name.rpartition("/")[2] for name in row["creators"].split("; ")] == ["zoe", "adam"]
    assert row["accessed"] == "not coded"


def test_cities_stand_in_the_order_of_their_states(invented: Graph, engine: str) -> None:
    [row] = rows(invented, engine, "sister-city-agreements")
    assert (row["firstCity"], row["secondCity"]) == ("Alda", "Brimo")
    assert (row["instrument"], row["when"], row["signedOn"], row["place"]) == (
        "not coded",
        "source silent",
        "",
        "not coded",
    )


def test_a_body_is_in_the_state_of_its_territory_and_a_gap_says_why() -> None:
    found = {
        row["actor"].rpartition("/")[2]: (row["state"], row["locatedIn"])
        for row in rows(release(), "oxigraph", "actors")
    }
    assert found["sma-sutomo-1"] == ("Indonesia", "Medan")
    assert found["busan"] == ("South Korea", "South Korea")
    assert found["universitas-brawijaya"] == ("source silent", "Malang")
    assert found["batak"] == ("not applicable", "not applicable")
    assert not [actor for actor, cells in found.items() if "not coded" in cells]


def test_a_number_that_nobody_gives_is_empty_and_not_0() -> None:
    for row in rows(release(), "oxigraph", "people-balance"):
        numbers = [row[key] for key in ("exactPeople", "minimumPeople", "atLeastInTotal")]
        assert "0" not in numbers
        assert any(numbers) == (row["people"] != "source silent")


def test_a_sector_of_a_pair_without_a_start_is_silent_on_its_start() -> None:
    found = {
        (row["sector"], row["agreement"][:5]): row["since"] for row in rows(release(), "oxigraph", "compare-sectors")
    }
    assert found["socio-culture", "Surab"] == "source silent"
    assert found["education", "Surab"] == "2007"
