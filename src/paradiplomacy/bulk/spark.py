"""The same mapping on PySpark (extra ``spark``), for tables beyond one machine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paradiplomacy.bulk.links import HIGHER, ITEM, LOWER, Party, Tie
from paradiplomacy.bulk.shards import described, findings
from paradiplomacy.bulk.twinning import GRAPH, Known, about_source, known
from paradiplomacy.errors import DataError
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import ntriples
from paradiplomacy.release import graph_files
from paradiplomacy.validation.shapes import Shapes, load_shapes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def mapped(spark: SparkSession, names: str, relations: str, shapes: Path | None = None) -> tuple[DataFrame, DataFrame]:
    """The sorted lines of N-Quads and the findings of ``shapes`` (None: ours), each a frame with the column ``line``.

    Raises DataError when rows of the tables ``names`` and ``relations`` cannot be read.
    """
    from pyspark.sql import functions as f

    def table(path: str, items: int) -> DataFrame:
        rows = spark.read.text(path).select(f.split(f.regexp_replace("value", "^\ufeff", ""), "\t").alias("cells"))
        fit = (f.size("cells") == 2) & ~f.array_join("cells", "").contains("\ufffd")
        for place in range(items):
            fit &= f.get("cells", f.lit(place)).rlike(f"^{ITEM.pattern}$")
        if bad := rows.filter(~fit).count():
            raise DataError(f"{path}: {bad} rows cannot be read; the command bulk gives the line and reason of each.")
        numbers = [f.substring(f.col("cells")[place], 2, 18).cast("long") for place in range(items)]
        return rows.select(*numbers, f.col("cells")[1], f.monotonically_increasing_id())

    # Of several names of an item the first counts.
    first = table(names, 1).toDF("item", "name", "row").filter(f.col("name").rlike(r"\S")).groupBy("item")
    named = first.agg(f.min_by("name", "row").alias("name"))
    links = table(relations, 2).toDF("one", "other", "cell", "row").filter("one != other")
    side = f.when(f.col("one") < f.col("other"), LOWER).otherwise(HIGHER)
    sides = (
        links.select(f.least("one", "other"), f.greatest("one", "other"), side).distinct().toDF("low", "high", "side")
    )
    ties = sides.groupBy("low", "high").agg(f.sum("side").alias("sides"))
    for end in ("low", "high"):
        ties = ties.join(named.toDF(end, f"{end}_name"), end, "left")
    linked = sides.select(f.col("low").alias("item")).union(sides.select("high")).distinct().join(named, "item")
    schema = "finding boolean, line string"
    frames = [ties.fillna("").select(*Tie._fields), linked.select(*Party._fields)]
    one, other = (frame.mapInPandas(partial(_told, shapes=shapes), schema) for frame in frames)
    source = spark.createDataFrame([(False, line) for line in _lines("".join(about_source()).encode())], schema)
    told = one.union(other).union(source).distinct().orderBy("line").cache()
    return told.filter("NOT finding").select("line"), told.filter("finding").select("line")


def _told(frames: Iterator[Any], shapes: Path | None) -> Iterator[Any]:
    have, release, rules = _ready(shapes)
    for frame in frames:
        row = Party if len(frame.columns) == 2 else Tie
        cells = frame.itertuples(index=False, name=None)
        rows = [row._make(" ".join(c.split()) if isinstance(c, str) else int(c) for c in some) for some in cells]
        data, beside = described(rows, have)
        with tempfile.TemporaryDirectory() as folder:
            found = findings(data, (release, beside), rules, Path(folder, "shard.nt"))
        told = [*((False, line) for line in _lines(data)), *((True, each) for each in found)]
        yield type(frame)(told, columns=["finding", "line"])


@cache
def _ready(shapes: Path | None) -> tuple[Known, bytes, Shapes]:
    return known(release := load_store(graph_files())), ntriples(release).encode(), load_shapes(shapes)


def _lines(data: bytes) -> list[str]:
    return [f"{line[:-2]} <{GRAPH}> ." for line in data.decode().replace("\n", "\r").split("\r")[:-1]]
