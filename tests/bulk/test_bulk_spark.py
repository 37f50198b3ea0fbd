"""PySpark gives the triples and the findings of the single process."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from paradiplomacy.bulk.run import bulk
from paradiplomacy.errors import DataError

pytest.importorskip("pyspark", reason="pyspark is not here; install the extra spark")
if not shutil.which("java"):
    pytest.skip("Java is not here, and Spark needs it", allow_module_level=True)

# Surabaya and Busan, whom the graph knows; spaces, two names of one item, a party without a name, ties of all kinds.
NAMES = 'Q900001\tÅby  "north"\nQ900002\tBé\nQ900002\tOther\nQ900003\t \nQ11462\tSurabaya\nQ16520\tBusan\nQ5\tAlone\n'
LINKS = "1 2,2 1,1 3,1 3,2 2,3 2"
STRICT = """
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
<urn:short> a sh:NodeShape ; sh:targetClass para:SubnationalActor , para:Agreement ; sh:property <urn:short-label> .
<urn:short-label> a sh:PropertyShape ; sh:path rdfs:label ; sh:maxLength 8 ; sh:message "Too long."@en .
"""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    # Its processes have to find this package, too.
    os.environ["PYSPARK_PYTHON"] = sys.executable

    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def tables(tmp_path: Path) -> tuple[str, str]:
    links = [pair.split() for pair in LINKS.split(",")]
    rows = [f"Q90000{one}\tQ90000{other}\n" for one, other in links] + ["Q900001\tQ11462\n", "Q16520\tQ11462\n"]
    (tmp_path / "names.tsv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "relations.tsv").write_text("".join(rows), encoding="utf-8")
    return str(tmp_path / "names.tsv"), str(tmp_path / "relations.tsv")


def _rows(frame: Any) -> list[str]:
    return [row.line for row in frame.collect()]


def test_the_same_triples_and_findings(spark: Any, tables: tuple[str, str], tmp_path: Path) -> None:
    from paradiplomacy.bulk.spark import mapped

    bulk([*map(Path, tables)], tmp_path / "w.nq", processes=1)
    lines, found = mapped(spark, *tables)
    assert _rows(lines) == (tmp_path / "w.nq").read_text("utf-8").splitlines()
    assert _rows(found) == []
    strict = tmp_path / "strict.ttl"
    strict.write_text(STRICT)
    with pytest.raises(DataError) as error:
        bulk([*map(Path, tables)], tmp_path / "w.nq", processes=1, shapes=strict)
    alone = str(error.value).splitlines()
    assert len(alone) > 4
    assert _rows(mapped(spark, *tables, strict)[1]) == sorted(alone)


def test_rows_that_cannot_be_read_are_counted(spark: Any, tables: tuple[str, str]) -> None:
    from paradiplomacy.bulk.spark import mapped

    with Path(tables[1]).open("ab") as file:
        file.write(b"Q1\nQ0\tQ1\nQ1\tQ\xff\n")
    with pytest.raises(DataError, match="3 rows cannot be read"):
        mapped(spark, *tables)
