"""``link suggest`` on the real names of 2016: the right item comes first, and no homonym is taken for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from support.oxigraph_server import serving
from support.twinning_2016 import MISSING, folder, partners, read, turtle

from paradiplomacy.linking.classes import read_classes
from paradiplomacy.linking.entities import Entity
from paradiplomacy.linking.suggest import Suggestion, suggest
from paradiplomacy.linking.wikidata.client import connect_to_wikidata
from paradiplomacy.sparql.endpoint import Endpoint

Links = tuple[dict[str, str], set[tuple[str, str]]]


@pytest.fixture(scope="module")
def links() -> Links:
    place = folder()
    if place is None:
        pytest.skip(MISSING)
    return read(place)


@pytest.fixture(scope="module")
def endpoint(links: Links, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    # A country for the two Gwangjus, which share it, and for Medan; the crawl has none.
    countries = "wd:Q41283 wdt:P17 wd:Q884 . wd:Q42069 wdt:P17 wd:Q884 . wd:Q5972 wdt:P17 wd:Q252 .\n"
    with serving(turtle(*links) + countries, tmp_path_factory.mktemp("links")) as address:
        yield connect_to_wikidata(address)


def seek(endpoint: Endpoint, items: list[str], links: Links, with_partner: bool) -> list[Suggestion]:
    names, pairs = links
    of = partners(pairs)
    things = [
        Entity(
            item,
            names[item],
            "city",
            [("", names[item])],
            partner_name=next(names[other] for other in of[item] if other in names) if with_partner else "",
        )
        for item in items
    ]
    return suggest(endpoint, things, read_classes())


def first_is_right(found: Suggestion) -> bool:
    return bool(found.candidates) and found.candidates[0].item == found.thing.id


def test_nearly_every_name_finds_its_item_first(endpoint: Endpoint, links: Links) -> None:
    sample = sorted(links[0])[::40]
    found = seek(endpoint, sample, links, with_partner=False)
    assert sum(map(first_is_right, found)) / len(sample) > 0.96
    with_partner = seek(endpoint, sample, links, with_partner=True)
    assert sum(map(first_is_right, with_partner)) >= sum(map(first_is_right, found))


@pytest.mark.parametrize("with_partner", [False, True])
def test_no_homonym_is_taken_for_another(endpoint: Endpoint, links: Links, with_partner: bool) -> None:
    bearers = Counter(links[0].values())
    homonyms = [item for item, name in links[0].items() if bearers[name] > 1]
    assert {"Q41283", "Q42069"} <= set(homonyms)
    assert len(homonyms) == 515
    found = seek(endpoint, homonyms, links, with_partner)
    assert [each.thing.label for each in found if each.grade() == "good" and not first_is_right(each)] == []
    assert all(len(each.candidates) > 1 for each in found)


def test_the_two_gwangjus_are_told_apart_by_country_and_partner_only(endpoint: Endpoint) -> None:
    def gwangju(**known: object) -> Suggestion:
        thing = Entity("row 2", "Gwangju", "city", [("", "Gwangju")], **known)  # type: ignore[arg-type]
        return suggest(endpoint, [thing], read_classes())[0]

    for known in ({}, {"countries": {"Q884"}}):
        found = gwangju(**known)
        assert {candidate.item for candidate in found.candidates} == {"Q41283", "Q42069"}
        assert "2 items fit about equally well" in found.note
        assert found.grade() != "good"
    found = gwangju(countries={"Q884"}, partner_name="Medan")
    assert [(candidate.item, candidate.confidence) for candidate in found.candidates] == [
        ("Q41283", 0.9),
        ("Q42069", 0.75),
    ]
    assert found.grade() == "good"
