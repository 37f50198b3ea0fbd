"""The Oxigraph server, which other people wrote, gives linking the same answers as the engine of the other tests."""

from __future__ import annotations

from pathlib import Path

from support.oxigraph_server import serving
from support.wikidata_world import world

from paradiplomacy.graph import load
from paradiplomacy.linking.check import check_links
from paradiplomacy.linking.classes import read_classes
from paradiplomacy.linking.diff import diff
from paradiplomacy.linking.entities import entities, linkable
from paradiplomacy.linking.recorded import twinnings
from paradiplomacy.linking.suggest import suggest
from paradiplomacy.linking.wikidata import stored_queries
from paradiplomacy.linking.wikidata.client import connect_to_wikidata
from paradiplomacy.sparql.embedded import Embedded


def test_the_server_and_the_engine_agree(tmp_path: Path, endpoint: Embedded) -> None:
    store = load().store
    things = entities(store, linkable(store))
    with serving(world().turtle(), tmp_path) as address:
        server = connect_to_wikidata(address)
        assert check_links(server, store) == check_links(endpoint, store)
        assert diff(server, twinnings(store)) == diff(endpoint, twinnings(store))
        assert suggest(server, things, read_classes()) == suggest(endpoint, things, read_classes())
        for query in stored_queries.queries():
            assert server.select(query.text).to_csv() == endpoint.select(query.text).to_csv()
