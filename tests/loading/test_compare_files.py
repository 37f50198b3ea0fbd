"""The triples of a user's files are looked for in a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.loading.store_load import compare_files
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.sparql.whole_graph import DEFAULT

GRAPH = "https://example.org/g"
LINES = "\n".join(f'<e:s{number}> <e:p> "{number}", "kota"@id .' for number in range(700))
TREE = '<e:s> <e:p> [ <e:q> "_:b" ] .'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(f"{LINES}\n{TREE}", encoding="utf-8")
    return path


@pytest.mark.parametrize("graph", [DEFAULT, GRAPH])
def test_each_triple_of_the_files_is_looked_for(graph: str, mine: Path) -> None:
    endpoint = Embedded()
    rows = f"{LINES} {TREE} <e:other> <e:p> 1 ."
    endpoint.update(f"INSERT DATA {{ {rows if graph == DEFAULT else f'GRAPH <{graph}> {{ {rows} }}'} }}")
    assert compare_files(endpoint, graph, [mine]) == (1402, 1402)
    where = "" if graph == DEFAULT else f"WITH <{graph}> "
    endpoint.update(f'{where}DELETE {{ <e:s3> <e:p> "3" }} INSERT {{ <e:s3> <e:p> "4" }} WHERE {{}}')
    assert compare_files(endpoint, graph, [mine]) == (1401, 1402)


def test_a_triple_that_two_files_share_counts_once(mine: Path) -> None:
    (other := mine.with_name("other.ttl")).write_text('<e:s3> <e:p> "3", 01 .', encoding="utf-8")
    endpoint = Embedded()
    endpoint.update('INSERT DATA { <e:s3> <e:p> "3" , 1 }')
    assert compare_files(endpoint, DEFAULT, [other, other]) == (2, 2)
    endpoint.update("DELETE DATA { <e:s3> <e:p> 1 } ; INSERT DATA { <e:s3> <e:p> 2 }")
    assert compare_files(endpoint, DEFAULT, [other]) == (1, 2)
