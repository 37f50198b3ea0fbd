"""Map the same invented ties with maplib (PyPI, not a dependency) and by bulk: python benchmarks/against_maplib.py

Both make N-Triples in memory of ties that both sides list, from rows of numbers and names; the ids of the parties are
given to maplib. The triples have to be the same. Without maplib it says so and ends. The exit status is 1 when the goal
is missed.
"""

from __future__ import annotations

import importlib.util
import time
from typing import Any

from run import at_least, told

from paradiplomacy.adding.known import slug
from paradiplomacy.bulk.links import HIGHER, LOWER, Tie
from paradiplomacy.bulk.twinning import SOURCE, Known, tie_blocks
from paradiplomacy.rdf.namespaces import ID, OA, PARA, RDF, RDFS

TIES = 20_000
LANG_STRING = f"<{RDF}langString>"
TEMPLATES = f"""
@prefix ottr: <http://ns.ottr.xyz/0.4/> .
@prefix x: <urn:x:> .
@prefix oa: <{OA}> .
@prefix para: <{PARA}> .
@prefix id: <{ID}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <{RDFS}> .
x:Row [ottr:IRI ?p, ottr:IRI ?w, rdf:langString ?exact, rdf:langString ?en, rdf:langString ?id] :: {{
  ottr:Triple(?p, rdf:type, oa:SpecificResource), ottr:Triple(?p, rdf:type, para:Passage),
  ottr:Triple(?p, oa:hasSelector, ?w), ottr:Triple(?p, oa:hasSource, id:{SOURCE}),
  ottr:Triple(?p, para:paraphrase, ?id), ottr:Triple(?p, para:paraphrase, ?en),
  ottr:Triple(?w, rdf:type, oa:TextQuoteSelector), ottr:Triple(?w, oa:exact, ?exact)
}} .
x:Tie [ottr:IRI ?t, ottr:IRI ?a, ottr:IRI ?b, ottr:IRI ?p, ottr:IRI ?q, rdf:langString ?en, rdf:langString ?id] :: {{
  ottr:Triple(?t, rdf:type, para:Agreement), ottr:Triple(?t, rdf:type, para:SisterCityAgreement),
  ottr:Triple(?t, rdfs:label, ?en), ottr:Triple(?t, rdfs:label, ?id),
  ottr:Triple(?t, para:assertionKind, id:assertion-stated),
  ottr:Triple(?t, para:evidence, ?p), ottr:Triple(?t, para:evidence, ?q),
  ottr:Triple(?t, para:listedBy, ?a), ottr:Triple(?t, para:listedBy, ?b),
  ottr:Triple(?t, para:party, ?a), ottr:Triple(?t, para:party, ?b),
  ottr:Triple(?t, para:silentOn, para:instrument), ottr:Triple(?t, para:silentOn, para:sinceYear)
}} .
"""


def main() -> int:
    """Run the benchmark and print it; gives the exit status."""
    if not importlib.util.find_spec("maplib"):
        print("maplib is not here; install it beside the project to compare with it.")
        return 0
    rows = [(n, n + 7, LOWER | HIGHER, f"Kota {n}", f"Ville {n + 7}") for n in range(1_000, 1_000 + TIES)]
    ours, theirs, ratios = set[str](), set[str](), []
    for _ in range(3):
        start = time.process_time()
        text = "".join([block for row in map(Tie._make, rows) for block in tie_blocks(row, Known({}, {}))])
        middle = time.process_time()
        other, written = through_maplib(rows)
        seconds = middle - start, time.process_time() - middle
        ours, theirs = set(text.replace("\r", "\n").splitlines()), set(other.splitlines())
        ratios.append(seconds[1] / seconds[0])
        ended = f"ours {seconds[0]:.2f} s, maplib {seconds[1]:.2f} s of all processors"
        print(f"{len(ours):,} triples: {ended}, {written:.2f} of them to write")
    goals = [
        at_least("maplib / bulk, processor", sorted(ratios)[1], 5),
        at_least("the same triples in both (1: yes)", float(ours == theirs), 1),
    ]
    return told(goals)


def through_maplib(rows: list[tuple[int, int, int, str, str]]) -> tuple[str, float]:
    """The same as N-Triples, and the time to write them from what was mapped."""
    import maplib
    import polars as pl

    frame = pl.DataFrame(rows, schema=["low", "high", "sides", "one", "other"], orient="row")
    parties = [(f"{ID}{slug(one)}-q{low}", f"{ID}{slug(other)}-q{high}") for low, high, _, one, other in rows]
    frame = frame.with_columns(a=pl.Series([a for a, _ in parties]), b=pl.Series([b for _, b in parties]))
    model = maplib.Model()
    model.add_template(TEMPLATES)

    def text(form: str, language: str, *columns: str) -> Any:
        return pl.struct(pl.format(form, *columns).alias(LANG_STRING), pl.lit(language).alias("l"))

    def fill(template: str, iris: dict[str, Any], texts: dict[str, Any]) -> None:
        types = dict.fromkeys(iris, maplib.RDFType.IRI)
        types |= {name: maplib.RDFType.Literal(f"{RDF}langString") for name in texts}
        model.map(template, maplib.SolutionMappings(frame.select(**iris, **texts), types))

    passage = f"{ID}{SOURCE}-p-q{{}}-q{{}}"
    there, back = pl.format(passage, "low", "high"), pl.format(passage, "high", "low")
    for iri, one, other, first, second in (
        (there, "low", "high", "one", "other"),
        (back, "high", "low", "other", "one"),
    ):
        fill(
            "urn:x:Row",
            {"p": iri, "w": pl.format(f"{passage}-quote", one, other)},
            {
                "exact": text("Q{}\tQ{}", "zxx", one, other),
                "en": text("The entry of {} lists {} as a twinned body.", "en", first, second),
                "id": text("Entri {} mencantumkan {} sebagai kembarannya.", "id", first, second),
            },
        )
    fill(
        "urn:x:Tie",
        {"t": pl.format(f"{ID}{SOURCE}-q{{}}-q{{}}", "low", "high"), "a": pl.col("a"), "b": pl.col("b")}
        | {"p": there, "q": back},
        {
            "en": text("{}-{} sister-city cooperation", "en", "one", "other"),
            "id": text("Kerja sama kota kembar {}-{}", "id", "one", "other"),
        },
    )
    start = time.process_time()
    return str(model.writes(format="ntriples")), time.process_time() - start


if __name__ == "__main__":
    raise SystemExit(main())
