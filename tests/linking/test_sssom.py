"""The table of links to Wikidata: that it is sound, that its Turtle is made from it, and how it refuses mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paradiplomacy.errors import DataError, ParadiplomacyError, UnreadableInput
from paradiplomacy.linking import sssom
from paradiplomacy.linking.rows import read_table, split_header
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.release import home

FOLDER = home() / "data" / "links"
TABLE = FOLDER / "wikidata.sssom.tsv"
COLUMNS = "\t".join(sssom.COLUMNS)
HEADER = """\
#mapping_set_id: https://w3id.org/paradiplomacy/id/linkset-wikidata
#mapping_set_title: Links
#mapping_set_description: "Kinds: all of them."
#license: https://creativecommons.org/publicdomain/zero/1.0/
#mapping_date: 2026-11-24
#curie_map:
#  id: https://w3id.org/paradiplomacy/id/
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#  wikidata: http://www.wikidata.org/entity/
"""
LABELS = {ID + "alda": {"Alda", "Kota Alda"}, ID + "brimo": {"Brimo"}}
ALDA = ["id:alda", "Alda", "skos:exactMatch", "wikidata:Q900", "Alda", "semapv:LexicalMatching", "0.8", "One list."]
BRIMO = ["id:brimo", "Brimo", "skos:exactMatch", "wikidata:Q901", "Brimo", "semapv:LexicalMatching", "0.8", "One list."]
REFUSED = {"Q666": "the village of that name"}

# The ids that reference works give for a thing of ours although they are those of something else.
WRONG_IDS = [
    "Q42069", "Q6497681", "Q400172", "Q418825", "Q439427", "Q50394", "Q50395",
    "Q1377349", "Q11095", "Q138870299", "Q9237", "Q15292698",
]  # fmt: skip


def read(tmp_path: Path, *rows: list[str], header: str = HEADER, columns: str = COLUMNS) -> list[sssom.Link]:
    path = tmp_path / "links.tsv"
    path.write_text(header + "\n".join([columns, *map("\t".join, rows)]) + "\n", encoding="utf-8")
    return sssom.read_links(path, LABELS, REFUSED)


def changed(column: str, value: str) -> list[str]:
    row = list(ALDA)
    row[sssom.COLUMNS.index(column)] = value
    return row


def test_the_committed_turtle_is_what_the_table_gives() -> None:
    assert (FOLDER / "wikidata.ttl").read_text(encoding="utf-8") == sssom.generate()


def test_the_table_holds_links_with_confidence_to_match_their_justification() -> None:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("id:")]
    assert len(rows) > 10
    for row in rows:
        cells = dict(zip(sssom.COLUMNS, row, strict=True))
        one_listing = cells["comment"].startswith("One ")
        assert cells["confidence"] == ("0.8" if one_listing else "0.95"), cells
        assert (cells["mapping_justification"] == "semapv:CompositeMatching") is not one_listing, cells


@pytest.mark.parametrize("item", WRONG_IDS)
def test_no_rejected_id_is_linked_and_each_is_refused(item: str) -> None:
    for path in (home() / "data").rglob("*.ttl"):
        assert not re.search(rf"\b{item}\b", path.read_text(encoding="utf-8")), path
    assert f"wikidata:{item}\t" not in TABLE.read_text(encoding="utf-8")
    assert item in sssom.refused_items(FOLDER / "refused.tsv")


@pytest.mark.parametrize(
    ("subject", "item"),
    [("surabaya", "Q11462"), ("busan", "Q16520"), ("medan", "Q5972"), ("gwangju", "Q41283"), ("malang", "Q11445")],
)
def test_the_cities_have_their_own_items(subject: str, item: str) -> None:
    assert re.search(rf"^id:{subject}\t.*\twikidata:{item}\t", TABLE.read_text(encoding="utf-8"), re.MULTILINE)


def test_a_link_becomes_a_match_and_a_node_with_its_reason(tmp_path: Path) -> None:
    text = sssom.to_turtle(read(tmp_path, ALDA))
    assert "id:alda\n    skos:exactMatch wd:Q900 ;" in text
    assert 'sssom:confidence "0.8"^^xsd:double ;' in text
    assert "sssom:mapping_justification semapv:LexicalMatching ;" in text
    assert "owl:annotatedTarget wd:Q900 ;" in text
    assert "_:" not in text and "[" not in text


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    assert sssom.to_turtle(read(tmp_path, BRIMO, ALDA)) == sssom.to_turtle(read(tmp_path, ALDA, BRIMO))


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([changed("subject_id", "id:aldo")], "row 12, column subject_id", 'did you mean "id:alda"'),
        ([changed("subject_id", "alda")], "row 12, column subject_id", "not a thing of the graph"),
        ([changed("subject_label", "Aldo")], "row 12, column subject_label", "is not a label of id:alda"),
        ([changed("predicate_id", "owl:sameAs")], "row 12, column predicate_id", "write skos:exactMatch"),
        ([changed("object_id", "wikidata:Q0")], "row 12, column object_id", "is not the id of an item"),
        ([changed("object_id", "wikidata:P190")], "row 12, column object_id", "is not the id of an item"),
        ([changed("object_id", "https://www.wikidata.org/wiki/Q900")], "column object_id", "write wikidata:Q900."),
        ([changed("object_id", "http://www.wikidata.org/entity/Q900")], "column object_id", "write wikidata:Q900."),
        ([changed("object_id", "wikidata:Q666")], "row 12, column object_id", "the village of that name"),
        ([changed("mapping_justification", "semapv:Guess")], "column mapping_justification", "not allowed by SSSOM"),
        ([changed("confidence", "1.2")], "row 12, column confidence", "not a number from 0 to 1"),
        ([changed("confidence", "high")], "row 12, column confidence", "not a number from 0 to 1"),
        ([changed("object_id", "")], "row 12, column object_id", "empty"),
        ([changed("object_label", " Alda")], "row 12, column object_label", "space"),
        ([ALDA[:-1]], "row 12", "7 cells instead of 8"),
        ([[*ALDA, "more"]], "row 12", "9 cells instead of 8"),
        ([ALDA, changed("object_id", "wikidata:Q905")], "row 13, column subject_id", "id:alda stands in row 12"),
        ([ALDA, [*BRIMO[:3], "wikidata:Q900", *BRIMO[4:]]], "row 13, column object_id", "wikidata:Q900 stands in row"),
        ([], "links.tsv", "has no row"),
    ],
)
def test_an_unsound_row_is_refused_with_its_place(
    tmp_path: Path, rows: list[list[str]], place: str, words: str
) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path, *rows)
    message = str(caught.value)
    assert re.search(rf"\b{re.escape(place)}(:| )", message)
    assert words in message


def test_our_table_states_its_set_and_fills_every_cell() -> None:
    head, _ = split_header(TABLE)
    stated = dict(line.removeprefix("#").split(": ", 1) for line in head if ": " in line and not line[1].isspace())
    assert set(stated) == {
        "mapping_set_id", "mapping_set_title", "mapping_set_description", "license", "mapping_date",
    }  # fmt: skip
    assert stated["license"] == sssom.LICENCE  # Wikidata takes nothing else
    assert [line for line in head if line[1].isspace()] == [f"#  {name}: {iri}" for name, iri in sssom.CURIES.items()]
    assert all(cell for _, row in read_table(TABLE, sssom.COLUMNS) for cell in row.values())


def test_another_namespace_under_the_prefix_is_seen(tmp_path: Path) -> None:
    header = HEADER.replace("http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/")
    with pytest.raises(DataError, match='"wikidata:Q900" is not the id of an item'):
        read(tmp_path, ALDA, header=header)


def test_wrong_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match='must name the column object_id once; did you mean "objekt_id"'):
        read(tmp_path, ALDA, columns=COLUMNS.replace("object_id", "objekt_id"))
    with pytest.raises(DataError, match="must name the column object_id once"):
        read(tmp_path, ALDA, columns=COLUMNS.replace("object_label", "object_id"))
    with pytest.raises(DataError, match="must name the column subject_id once; none is known"):
        (tmp_path / "x.tsv").write_text(HEADER, encoding="utf-8")
        sssom.read_links(tmp_path / "x.tsv", LABELS, REFUSED)


def others(tmp_path: Path, text: str) -> list[sssom.Link]:
    """The rows of a table that is not the project's own."""
    path = tmp_path / "others.tsv"
    path.write_text(text, encoding="utf-8", newline="")
    return sssom.read_links(path, LABELS, {})


BARE = "\t".join(["subject_id", "predicate_id", "object_id", "mapping_justification"])
SHORT = "\t".join([ALDA[0], *ALDA[2:4], ALDA[5]])
MAP = "#curie_map:\n#  id: https://w3id.org/paradiplomacy/id/\n#  wikidata: http://www.wikidata.org/entity/\n"


@pytest.mark.parametrize(
    "text",
    [
        MAP + f"{BARE}\n{SHORT}\n",
        "\ufeff" + MAP + f"{BARE}\n{SHORT}\n",
        MAP.replace("#", "# ") + f"{BARE}\n{SHORT}\n",
        MAP + f"{BARE}\n{SHORT}\n\n\n",
        (MAP + f"{BARE}\n{SHORT}\n").replace("\n", "\r\n"),
        MAP + f"{BARE}\n" + "\t".join(f'"{cell}"' for cell in SHORT.split("\t")) + "\n",
        MAP + "\t".join(BARE.split("\t")[::-1]) + "\n" + "\t".join(SHORT.split("\t")[::-1]) + "\n",
        MAP + f"{BARE}\tconfidence\tcomment\n{SHORT}\t\t\n",
        MAP + f"{BARE}\tauthor_id\n{SHORT}\torcid:0000-0000-0000-0000\n",
        MAP + f"{BARE}\tcomment\n{SHORT}\ttwo\u2028lines\n",
        "#creator_id:\n#  - orcid:0000-0000-0000-0000\n" + MAP + f"{BARE}\n{SHORT}\n",
        f"#sssom_version: '1.1'\n#mapping_tool: \"x: y\"\n{MAP}{BARE}\n{SHORT}\n",
        MAP.replace("id:", "pd:", 1) + f"{BARE}\n{SHORT.replace('id:', 'pd:', 1)}\n",
    ],
)
def test_tables_as_others_write_them_are_read(tmp_path: Path, text: str) -> None:
    (link,) = others(tmp_path, text)
    assert (link.subject, link.item) == (ID + "alda", "http://www.wikidata.org/entity/Q900")
    assert link.justification == sssom.SEMAPV + "LexicalMatching"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MAP + f"{BARE}\tpredicate_modifier\n{SHORT}\tNot\n", "row 5, column predicate_modifier: a row that denies"),
        (MAP + f"{BARE}\n{SHORT.replace('id:alda', 'ORG:1')}\n", '"ORG:1" is not a thing of the graph'),
        (MAP + "subject_label\tpredicate_id\nAlda\tskos:exactMatch\n", "add that column, with ids such as id:medan"),
        (MAP + f'{BARE}\n"{SHORT}\n', "row 5: this is not CSV"),
        (MAP + f"{BARE}\n\n", "has no row"),
    ],
)
def test_what_no_table_may_have_is_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DataError, match=re.escape(words)):
        others(tmp_path, text)


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="does not exist"):
        sssom.read_links(tmp_path / "none.tsv", LABELS, REFUSED)
    (tmp_path / "latin.tsv").write_bytes(HEADER.encode() + COLUMNS.encode() + b"\nid:ald\xe9\n")
    with pytest.raises(UnreadableInput, match="not UTF-8"):
        sssom.read_links(tmp_path / "latin.tsv", LABELS, REFUSED)


@pytest.mark.parametrize("row", ["wikidata:Q5", "Q5\treason", "wikidata:Q05\treason", "wikidata:Q5\ta\tb"])
def test_a_bad_row_of_refused_ids_is_told(tmp_path: Path, row: str) -> None:
    path = tmp_path / "refused.tsv"
    path.write_text(f"object_id\treason\n{row}\n", encoding="utf-8")
    with pytest.raises(ParadiplomacyError, match="row 2"):
        sssom.refused_items(path)
