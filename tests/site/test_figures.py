"""The figures: every mark stands for what a stored query answers, leads to its record, and tells how it is said."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections import Counter
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from support.invented_graph import invented
from support.released_site import released, released_files, text

from paradiplomacy.rdf.namespaces import ID, PARA, short
from paradiplomacy.site.compare.cells import KINDS, records
from paradiplomacy.site.figures import drawing
from paradiplomacy.site.figures.drawing import palette
from paradiplomacy.site.figures.pen import MOST, Pen, agreements, contested, first, rows
from paradiplomacy.site.figures.room import FIGURES, Figure
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.site import Site

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {figure.name: figure for figure in FIGURES}
TURTLE = (
    "@prefix id: <https://w3id.org/paradiplomacy/id/> .\n@prefix para: <https://w3id.org/paradiplomacy/ontology#> .\n"
)


def drawn(figure: Figure, lang: str = "en", is_wide: bool = True, site: Site | None = None) -> ET.Element:
    """The file of a figure as a tree; it is no tree where it is not well formed."""
    pen = Pen(site or released(), lang, f"figures/{figure.name}.{lang}.svg", is_wide)
    return ET.fromstring(drawing.as_file(figure.name, pen, figure.draw(pen)))


def links(tree: ET.Element) -> list[tuple[str, ET.Element]]:
    """The marks, each with the short id of the thing whose page it opens."""
    return [(unquote(it.get("href", "")).rpartition("/")[2].removesuffix(".html"), it) for it in tree.iter(f"{SVG}a")]


def classes(mark: ET.Element) -> set[str]:
    return {name for part in mark.iter() for name in part.get("class", "").split()}


def words(tree: ET.Element) -> str:
    return " ".join("".join(it.itertext()) for it in tree.iter(f"{SVG}text"))


def with_more(turtle: str) -> Site:
    """The site of the released graph and a few statements more."""
    store = ox.Store()
    store.extend(released().store)
    store.extend(ox.parse(TURTLE + turtle, format=ox.RdfFormat.TURTLE))
    return Site(store)


def expected_marks(name: str, lang: str) -> Counter[str]:
    """What the answers of the stored queries want to be there, each by its short id."""
    site = released()
    if name == "map":
        found = [row["agreement"] for query in NAMES[name].tables for row in rows(site, query, lang)]
        return Counter({short(it) for it in found} | {"medan", "gwangju", "surabaya", "busan"})
    if name == "timeline":
        listed = rows(site, "timeline", lang)
        pairs = {row["pair"] for row in listed if row["start"]}
        named = [short(it.value) for it in agreements(site) if site.label(it, lang) in pairs]
        return Counter([short(row["thing"]) for row in listed] + named)
    if name == "visits":
        listed = rows(site, "delegations", lang)
        return Counter({short(row["delegation"]) for row in listed} | {short(row["agreement"]) for row in listed})
    compared = rows(site, "compare-sectors", lang)
    cells = [records(site, ox.NamedNode(row["sectorConcept"]), ox.NamedNode(row["pair"])) for row in compared]
    ids = [short(it.node.value) for cell in cells for it in cell] + [short(row["pair"]) for row in compared]
    return Counter(ids + list({short(row["sectorConcept"]) for row in compared}))


@pytest.mark.parametrize("is_wide", [True, False])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_each_row_is_a_mark_and_each_mark_a_row(figure: Figure, lang: str, is_wide: bool) -> None:
    marks = Counter(name for name, _ in links(drawn(figure, lang, is_wide)))
    assert marks == expected_marks(figure.name, lang)


@pytest.mark.parametrize("path", [f"figures/{name}.{lang}.svg" for name in NAMES for lang in LANGUAGES])
def test_each_mark_leads_to_a_page(path: str) -> None:
    addresses = [it.get("href", "") for it in ET.fromstring(text(path)).iter(f"{SVG}a")]
    assert addresses
    for address in addresses:
        file = unquote(address).partition("#")[0]
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) in released_files(), address


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("assertion", ["stated", "hedged", "expected"])
@pytest.mark.parametrize("kind", ["Claim", "Activity", "Delegation"])
def test_the_cells_hold_what_compare_sectors_counts(kind: str, assertion: str, lang: str) -> None:
    more = (
        f"id:more a para:{kind} ; para:underAgreement id:medan-gwangju ; para:assertionKind id:assertion-{assertion} ;"
    )
    site = with_more(f"{more} para:{'about' if kind == 'Claim' else 'sector'} id:sector-economy .")
    for row in rows(site, "compare-sectors", lang):
        cell = records(site, ox.NamedNode(row["sectorConcept"]), ox.NamedNode(row["pair"]))
        counted = {kind: sum(it.kind == kind and it.is_stated for it in cell) for kind in KINDS}
        assert counted == {kind: int(row[kind]) for kind in KINDS}
        assert sum(not it.is_stated for it in cell) == int(row["hedged"])


def test_the_dots_are_the_people() -> None:
    marks = [mark for _, mark in links(drawn(NAMES["visits"]))]
    dots = sum(int(it.get("data-people", 0)) for mark in marks for it in mark.iter(f"{SVG}path"))
    assert dots == sum(int(row["people"] or 0) for row in rows(released(), "delegations", "en")) > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mark_on_the_timeline_is_dashed_iff_hedged_and_open_iff_expected(lang: str) -> None:
    site = released()
    kinds = {site.label(ox.NamedNode(f"{ID}assertion-{it}"), lang): it for it in ("stated", "hedged", "expected")}
    said = {(short(row["thing"]), kinds[row["assertion"]]) for row in rows(site, "timeline", lang)}
    heads = {short(it.value) for it in agreements(site)}
    told = {
        (name, kind)
        for name, mark in links(drawn(NAMES["timeline"], lang))
        for kind in classes(mark) & {"stated", "hedged", "expected"}
        if name not in heads
    }
    assert told == {(name, kind) for name, kind in said if name not in heads}
    assert {"hedged", "expected"} <= {kind for _, kind in told}


@pytest.mark.parametrize("name", ["matrix", "visits"])
def test_elsewhere_too(name: str) -> None:
    site = released()
    for record, mark in links(drawn(NAMES[name])):
        concept = next(
            iter(
                site.store.quads_for_pattern(
                    ox.NamedNode(ID + record), ox.NamedNode(f"{PARA}assertionKind"), None, None
                )
            ),
            None,
        )
        told = classes(mark) & {"hedged", "expected"}
        if concept is not None and classes(mark) & {"stated", "hedged", "expected"}:
            assert told == {short(concept.object.value).removeprefix("assertion-")} - {"stated"}  # type: ignore[union-attr]


@pytest.mark.parametrize("is_wide", [True, False])
def test_what_goes_on_fades_over_one_length_and_ends_at_no_year(is_wide: bool) -> None:
    open_ended = [row for row in rows(released(), "timeline", "en") if row["start"] and not row["end"]]
    fades = [
        (mark, bar)
        for _, mark in links(drawn(NAMES["timeline"], is_wide=is_wide))
        for bar in mark.iter(f"{SVG}rect")
        if bar.get("fill", "").startswith("url(#")
    ]
    assert len(fades) == len(open_ended) > 0
    assert len({bar.get("width") for _, bar in fades}) == 1
    assert all(len(re.findall(r"\d{4}", mark.get("aria-label", "").partition(":")[0])) == 1 for mark, _ in fades)


def test_a_mark_is_struck_through_iff_sources_disagree_on_its_time() -> None:
    against = {
        (short(thing.value), value)
        for thing, said in contested(released(), "en").items()
        for question, value in said
        if short(question) in ("question-time", "question-since", "question-beginning")
    }
    said = Counter(
        short(row["thing"])
        for row in rows(released(), "timeline", "en")
        if (short(row["thing"]), row["start"]) in against
    )
    struck = Counter(name for name, mark in links(drawn(NAMES["timeline"])) if "slash" in classes(mark))
    assert struck == said != Counter()


@pytest.mark.parametrize(
    ("time", "shape"),
    [
        *(("199X", "wave"), ("1997?", "wave"), ("2004-06-XX", "wave"), ("1994/..", "fade"), ("1994/1996", "bar")),
        *(("../1994", "words"), ("Y17000", "words")),
    ],
)
def test_a_time_in_edtf_has_a_mark_of_its_kind(time: str, shape: str) -> None:
    more = f'id:guess a para:Commemoration ; para:underAgreement id:medan-gwangju ; para:edtf "{time}" ;'
    site = with_more(f"{more} para:assertionKind id:assertion-stated .")
    (mark,) = [mark for name, mark in links(drawn(NAMES["timeline"], site=site)) if name == "guess"]
    found = {"wave": mark.findall(f"{SVG}path"), "bar": mark.findall(f"{SVG}rect")}
    found["fade"] = [it for it in found["bar"] if it.get("fill")]
    shapes = {name for name, parts in found.items() if parts} or {"words"}
    assert shapes == ({"fade", "bar"} if shape == "fade" else {shape})
    assert mark.get("aria-label", "").startswith(time)


def test_silent_and_not_coded_look_different() -> None:
    more = (
        "id:first a para:SisterCityAgreement ; para:silentOn id:sector-economy . id:second a para:SisterCityAgreement ."
    )
    tree = drawn(NAMES["matrix"], site=with_more(more))
    boxes = [
        it for it in tree.iter(f"{SVG}rect") if it.get("class") in ("silent", "uncoded") and it.get("width") != "20"
    ]
    assert Counter(it.get("class") for it in boxes) == {"silent": 1, "uncoded": 5}
    assert {it.get("class"): (it.get("fill") or "").startswith("url(#") for it in boxes} == {
        "silent": True,
        "uncoded": False,
    }
    assert {"source silent", "not coded by anybody yet"} <= {"".join(it.itertext()) for it in tree.iter(f"{SVG}text")}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_it_cites_itself(figure: Figure, lang: str) -> None:
    site = released()
    said = words(drawn(figure, lang))
    for part in (site.version, site.date, "CC0 1.0", "rakhmadi", "https://w3id.org/paradiplomacy/"):
        assert part in said
    assert ("GeoNames" in said) == (figure.name == "map")


@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_title_and_description_are_there_for_a_screen_reader(figure: Figure) -> None:
    tree = drawn(figure)
    ids = {it.get("id"): it.text for it in tree if it.get("id")}
    assert ids[tree.get("aria-labelledby")] and ids[tree.get("aria-describedby")]
    assert all(mark.get("aria-label") and mark.find(f"{SVG}title") is not None for _, mark in links(tree))


def test_markup_in_a_name_is_text() -> None:
    more = 'id:odd a para:Delegation ; <http://www.w3.org/2000/01/rdf-schema#label> "<b>&\\"odd\\"</b>"@en ;'
    site = with_more(f"{more} para:underAgreement id:medan-gwangju ; para:assertionKind id:assertion-stated .")
    marks = [mark for name, mark in links(drawn(NAMES["visits"], site=site)) if name == "odd"]
    assert '<b>&"odd"</b>' in marks[0].get("aria-label", "")
    assert marks[0].find(f"{SVG}b") is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_any_graph_can_be_drawn(figure: Figure, lang: str) -> None:
    strange = Site(invented().store)
    assert drawn(figure, lang, site=Site(ox.Store())) is not None
    assert all(links(drawn(figure, lang, is_wide, strange)) for is_wide in (True, False))


def test_a_large_answer_is_cut_and_says_so() -> None:
    pen = Pen(released(), "en", "en/index.html", is_wide=True)
    shown, notes = first(pen, list(range(MOST + 1)))
    assert (len(shown), len(notes)) == (MOST, 1) and str(MOST + 1) in notes[0]
    assert first(pen, shown) == (shown, [])


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_a_png_in_light_colours(name: str) -> None:
    figure = NAMES[name]
    pen = Pen(released(), "en", f"figures/{name}.en.png", is_wide=True)
    paper = drawing.as_file(name, pen, figure.draw(pen), for_paper=True)
    assert "var(" not in paper and "@media" not in paper
    assert palette()["pair-1"][0] in paper
    made = [drawing.as_picture(name, pen, figure.draw(pen)) for _ in range(2)]
    assert made[0].startswith(b"\x89PNG") and made[0] == made[1]


def test_the_picture_has_words() -> None:
    """Where the fonts are not found, nothing is drawn and nothing is said."""
    from paradiplomacy.site.figures.picture import png

    start = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
    empty = png(f"{start}</svg>")
    assert all(png(f'{start}<text x="4" y="20">{sign}</text></svg>') != empty for sign in "aé≠≥→")


def test_the_colours_follow_the_style_sheet_in_light_and_dark() -> None:
    sheet = text("figures/map.en.svg")
    light, dark = sheet.split("@media (prefers-color-scheme:dark)", 1)
    assert f"--ink:{palette()['ink'][0]}" in light and f"--ink:{palette()['ink'][1]}" in dark
    used = set(re.findall(r"var\(--([\w-]+)\)", sheet))
    assert used and used <= palette().keys()
