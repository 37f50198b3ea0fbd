"""Whatever a file holds, it is read, or one of the project's own errors names it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.fuzzing import TEXTS, fuzz, spoilt

from paradiplomacy.auditing.waivers import read_rows as read_waivers
from paradiplomacy.errors import ParadiplomacyError
from paradiplomacy.linking.rows import read_rows, read_table
from paradiplomacy.publishing.digest import from_csv
from paradiplomacy.queries.stored import read as read_query
from paradiplomacy.rdf.read import FORMATS, load_store, read_text
from paradiplomacy.rdf.turtle.canonical import canonical
from paradiplomacy.rdf.turtle.locate import Locator
from paradiplomacy.rdf.write import serialised
from paradiplomacy.tables.read import raw_sheets, read_sheets

TURTLE = '''\
# A note.
PREFIX id: <https://w3id.org/paradiplomacy/id/>
@prefix para: <https://w3id.org/paradiplomacy/ontology#> .
@base <http://example.org/> .

# Another.
id:alda a para:City ; para:name "Alda"@en , """two "lines"
of it"""@id-ID ;
    para:size 12 , -1.5 , 2e3 , true , "x"^^para:unit .
<b#c> para:has [ para:part ( id:a <../d> [] ) ; para:of _:b1 ] .
_:b1 para:near <http://example.org/\\u0041> , id:a\\,b , 'it\\'s' , '\\t\\U0001F600' .
'''
TRIPLES = [quad.triple for quad in ox.parse(TURTLE.encode(), format=ox.RdfFormat.TURTLE)]
FORMS = {".ttl": TURTLE.encode()} | {
    ending: serialised(TRIPLES, form) for ending, form in FORMATS.items() if ending not in (".ttl", ".owl")
}
TABLE = b'id;name;"year"\n# a remark\nalda;"Alda; ""the"" town";1994\n\nbrimo;"two\nlines";=1/0\n'


def reads(path: Path, data: bytes, read: Callable[[], object]) -> None:
    """Write the file and read it; what is raised is ours, one line, and names the file."""
    path.write_bytes(data)
    try:
        read()
    except ParadiplomacyError as error:
        assert path.name in str(error)
        assert str(error).isprintable(), str(error)


@pytest.mark.parametrize("ending", FORMS)
def test_each_form_is_read_when_it_is_whole(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a{ending}").write_bytes(FORMS[ending])
    assert len(load_store([tmp_path / f"a{ending}"])) == len(TRIPLES)


@fuzz(250)
@given(data=st.data())
def test_rdf_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    ending = data.draw(st.sampled_from([*FORMS]))
    path = tmp_path / f"spoilt{ending}"
    reads(
        path,
        data.draw(st.one_of(spoilt(FORMS[ending]), st.binary(), TEXTS.map(str.encode))),
        lambda: load_store([path]),
    )


@fuzz(250)
@given(data=st.one_of(spoilt(TURTLE.encode()), TEXTS.map(str.encode)))
def test_turtle_is_put_into_its_form_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "spoilt.ttl"

    def read() -> None:
        once = canonical(read_text(path), path)
        assert canonical(once, path) == once
        # The scanner is only asked about what a parser has accepted.
        assert Locator([path]).find("https://w3id.org/paradiplomacy/id/none") is None

    reads(path, data, read)


@fuzz(150)
@given(data=st.data())
def test_a_table_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    ending = data.draw(st.sampled_from([".csv", ".tsv"]))
    encoding = data.draw(st.sampled_from(["", "", "utf-16", "cp1252", "utf-8", "utf-7", "idna", "rot13", "no-such"]))
    path = tmp_path / f"spoilt{ending}"
    content = data.draw(st.one_of(spoilt(TABLE), spoilt(b"sep=|\r\n" + TABLE), st.binary(), TEXTS.map(str.encode)))

    def read() -> None:
        sheets, problems = read_sheets([path], encoding)
        assert [sheet.file for sheet in sheets] == [path]
        assert all(each.place.file == path for each in problems)
        assert all(len(cells) == len(sheet.header) for sheet in sheets for cells in sheet.rows.values())

    reads(path, content, read)
    reads(path, content, lambda: list(raw_sheets([path], encoding)))


@fuzz(100)
@given(data=st.one_of(spoilt(b"#mapping: x\n" + TABLE.replace(b";", b"\t")), TEXTS.map(str.encode)))
def test_a_table_of_links_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "spoilt.tsv"
    reads(path, data, lambda: list(read_table(path, ("id", "name"))))
    reads(path, data, lambda: list(read_rows(path, read_text(path), ",")))


@fuzz(150)
@given(data=st.one_of(spoilt(TABLE.replace(b";", b",")), TEXTS.map(str.encode)))
def test_a_list_of_ours_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "spoilt.csv"
    reads(path, data, lambda: read_waivers([tmp_path], path.name, ("id", "name", "year")))
    reads(path, data, lambda: from_csv(path))
    reads(path, b"record,graph,sha256,release\n" + data, lambda: from_csv(path))


def workbook() -> bytes:
    """A small workbook of Excel."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("parties")
        for row, cells in enumerate((("id", "name"), ("alda", "Alda"), ("brimo", 12))):
            sheet.write_row(row, 0, cells)
        sheet.write_formula(3, 0, "=1/0", None, "#DIV/0!")
    return file.getvalue()


@fuzz(150)
@given(data=spoilt(workbook()))
def test_a_workbook_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "spoilt.xlsx"
    reads(path, data, lambda: read_sheets([path]))
    reads(path, data, lambda: list(raw_sheets([path])))


QUERY = b"#+ summary: Who\n#+ tags: [a, b]\n#+ defaults:\n#+   - lang: en\nSELECT ?a { ?a ?b ?__lang } ORDER BY ?a\n"


@fuzz(200)
@given(data=st.one_of(spoilt(QUERY), TEXTS.map(lambda text: b"#+ " + text.encode())))
def test_a_stored_query_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "spoilt.rq"
    reads(path, data, lambda: read_query(path))
