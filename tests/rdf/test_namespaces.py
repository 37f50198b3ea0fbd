from __future__ import annotations

import pytest

from paradiplomacy.rdf.namespaces import ID, PARA, short


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (ID + "alda-brimo", "alda-brimo"),
        (PARA + "City", "City"),
        ("http://www.w3.org/2004/02/skos/core#altLabel", "skos:altLabel"),
        ("http://www.wikidata.org/entity/Q42", "wd:Q42"),
        (ID, ID),
        ("https://schema.org/a/b", "https://schema.org/a/b"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_short(iri: str, name: str) -> None:
    assert short(iri) == name
