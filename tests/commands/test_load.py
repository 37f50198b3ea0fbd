"""``load FILE --verify`` compares the store with the files of the user, not with our answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.commands.load import _compare
from paradiplomacy.loading.store_load import DEFAULT
from paradiplomacy.sparql.embedded import Embedded

GRAPH = "https://example.org/g"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    lines = [f'<e:s{number}> <e:p> "{number}", "kota"@id .' for number in range(700)]
    path.write_text("\n".join([*lines, '<e:s> <e:p> [ <e:q> "_:b" ] .']), encoding="utf-8")
    return path


@pytest.mark.parametrize("graph", [DEFAULT, GRAPH])
def test_each_triple_of_the_files_is_looked_for(graph: str, mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    endpoint = Embedded()
    target = "{}" if graph == DEFAULT else f"{{ GRAPH <{graph}> {{}} }}"
    rows = " ".join(f'<e:s{number}> <e:p> "{number}", "kota"@id .' for number in range(700))
    endpoint.update(f"INSERT DATA {target.replace('{}', '{ ' + rows + ' }', 1)}")
    assert _compare(endpoint, graph, [mine]) == 0
    label = "the default graph" if graph == DEFAULT else f"<{graph}>"
    assert capsys.readouterr().out == (
        f"{label} has 1400 of 1400 triples as the files write them; 2 more, with blank nodes, were only counted.\n"
    )
    where = "" if graph == DEFAULT else f"WITH <{graph}> "
    endpoint.update(f'{where}DELETE {{ <e:s3> <e:p> "3" }} INSERT {{ <e:s3> <e:p> "4" }} WHERE {{}}')
    assert _compare(endpoint, graph, [mine]) == 1
    assert "has 1399 of 1400 triples" in capsys.readouterr().out


def test_a_triple_that_two_files_share_counts_once(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (other := mine.with_name("other.ttl")).write_text('<e:s3> <e:p> "3" .', encoding="utf-8")
    endpoint = Embedded()
    endpoint.update('INSERT DATA { <e:s3> <e:p> "3" }')
    assert _compare(endpoint, DEFAULT, [other, other]) == 0
    assert "has 1 of 1 triples" in capsys.readouterr().out
