"""An invented text in the manner of a scanned article, and a small graph that codes all of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from paradiplomacy.auditing.anchor import write_offsets
from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.audit import AuditReport, audit, list_uncovered

HEADER = "*Sari Penulis-Dua Kota dan  \nSatu Feri*"

TEXT = f"""# **Two Towns and One Ferry**

## **Dua Kota dan Satu Feri di Laut Utara**

**Sari Penulis**

### **ABSTRACT**

Two towns share a ferry. This study of 2020 compares them.

**ABSTRAK**

Dua kota berbagi feri.

## **PENDAHULUAN**

Menurut Dr. Budi, feri No. 5 mulai berlayar pada 9 Maret 1988. Feri itu lambat. (Budi, 2003)

{HEADER}

Bidang hubungan kedua kota antara lain

- a. Olahraga: lomba renang diadakan setiap tahun. Lomba itu ramai.
- b. Niaga: pasar ikan

## **PEMBAHASAN**

### **Wanasari-Hoshimi**

### **Kerja sama Bidang Olahraga**

Setiap juli Kota Wanasari mengirimkan setidaknya 12 perenang dan dua pelatih pada

{HEADER}

lomba ke-3 di Hoshimi selama sekitar seminggu. Dermaga sepanjang 1,5 km dapat dipakai bersama \
dalam *Festival Ombak*

2011. Kunjungan ini diharapkan mempererat kedua kota. Memang demikian.

## **KESIMPULAN**

Kedua kota rukun.

## **DAFTAR PUSTAKA**

- Budi, A. (2003). Feri dan Kota di Tepi Laut. *Jurnal Laut*, 11-19.
"""

_PREFIXES = """\
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

"""

RECORDS = """\
# The text itself.
id:sari a para:Source ;
    dcterms:title "Dua Kota dan Satu Feri di Laut Utara"@id ;
    para:evidence id:sari-p-title-1 , id:sari-p-title-2 .
id:budi-2003 a para:Source ;
    dcterms:title "Feri dan Kota di Tepi Laut"@id ;
    dcterms:issued "2003"^^xsd:gYear ;
    bibo:pages "11-19" ;
    para:evidence id:sari-p-work .
id:wanasari a para:City ;
    rdfs:label "Wanasari"@id ;
    para:sourceName "Kota Wanasari"@id ;
    para:evidence id:sari-p-swimmers .
id:ferry a para:Event ;
    para:startDate "1988-03-09"^^xsd:date ;
    para:assertionKind id:assertion-stated ;
    para:evidence id:sari-p-ferry , id:sari-p-cited .
id:race a para:Programme ;
    para:recurrence "P1Y"^^xsd:duration ;
    para:ordinal 3 ;
    para:assertionKind id:assertion-stated ;
    para:evidence id:sari-p-race , id:sari-p-rank .
id:swimmers a para:Delegation ;
    para:month "--07"^^xsd:gMonth ;
    para:approximateStay "P7D"^^xsd:duration ;
    para:assertionKind id:assertion-stated ;
    para:memberGroup id:swimmers-group , id:coaches-group ;
    para:evidence id:sari-p-swimmers , id:sari-p-stay , id:sari-p-coaches .
id:swimmers-group a para:MemberGroup ; para:minimumSize 12 .
id:coaches-group a para:MemberGroup ; para:exactSize 2 .
id:pier a para:Commemoration ;
    para:lengthInKilometres 1.5 ;
    para:assertionKind id:assertion-hedged ;
    para:evidence id:sari-p-pier .
id:festival a para:Event ;
    para:year "2011"^^xsd:gYear ;
    para:assertionKind id:assertion-stated ;
    para:evidence id:sari-p-festival .
id:closer a para:Objective ;
    para:assertionKind id:assertion-expected ;
    para:evidence id:sari-p-hope .
"""

QUOTES = {
    "title-1": "Dua Kota dan",
    "title-2": "Satu Feri di Laut Utara",
    "work": "Budi, A. (2003). Feri dan Kota di Tepi Laut. *Jurnal Laut*, 11-19",
    "ferry": "mulai berlayar pada 9 Maret 1988",
    "cited": "Feri itu",
    "race": "lomba renang diadakan setiap tahun",
    "rank": "lomba ke-3",
    "swimmers": "Setiap juli Kota Wanasari mengirimkan setidaknya 12 perenang",
    "coaches": "dan dua pelatih pada",
    "stay": "selama sekitar seminggu",
    "pier": "sepanjang 1,5 km dapat dipakai",
    "festival": "*Festival Ombak*\n\n2011",
    "hope": "ini diharapkan mempererat",
}

#: The page headers begin with the same words.
_SUFFIXES = {"title-1": " Satu Feri di"}


def _passage(name: str, quote: str) -> str:
    text = quote.replace("\n", "\\n")
    suffix = f' ; oa:suffix "{_SUFFIXES[name]}"@id' if name in _SUFFIXES else ""
    return (
        f"id:sari-p-{name} a para:Passage ; oa:hasSource id:sari ; "
        f"oa:hasSelector id:sari-p-{name}-quote .\n"
        f'id:sari-p-{name}-quote a oa:TextQuoteSelector ; oa:exact "{text}"@id{suffix} .\n'
    )


#: The graph as a person writes it, without offsets.
TURTLE = _PREFIXES + RECORDS + "".join(_passage(*item) for item in QUOTES.items())

REASONS = {
    "Sari Penulis": "repetition",
    "Two towns share a ferry.": "repetition",
    "This study of 2020 compares them.": "method",
    "Dua kota berbagi feri.": "repetition",
    "Lomba itu ramai.": "opinion-without-content",
    "Niaga: pasar ikan": "repetition",
    "Bidang hubungan kedua kota antara lain": "connective",
    "Memang demikian.": "connective",
    "Kedua kota rukun.": "repetition",
}


@dataclass(frozen=True)
class Case:
    """The text, the graph and the two lists as files of one folder."""

    folder: Path

    @property
    def text(self) -> Path:
        return self.folder / "text.md"

    @property
    def graph(self) -> Path:
        return self.folder / "graph.ttl"

    @property
    def waivers(self) -> Path:
        return self.folder / "waivers.csv"

    @property
    def uncoded(self) -> Path:
        return self.folder / "uncoded.csv"

    @property
    def article(self) -> Article:
        return Article.read(self.text)

    def change(self, path: Path, old: str, new: str) -> None:
        """Replace ``old`` in a file; it has to be there once, else the case would test nothing."""
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")

    def audit(self, with_text: bool = True, source: str | None = None) -> AuditReport:
        return audit([self.graph], self.article if with_text else None, source)

    def messages(self, with_text: bool = True) -> list[str]:
        return [str(finding) for finding in self.audit(with_text).findings]


def raw_case(folder: Path) -> Case:
    """The case before offsets are computed."""
    case = Case(folder)
    case.text.write_text(TEXT, encoding="utf-8")
    case.graph.write_text(TURTLE, encoding="utf-8")
    return case


def good_case(folder: Path) -> Case:
    """The case in which the audit finds nothing."""
    if not _GOOD:
        _GOOD.update(_make_good(raw_case(folder)))
    for name, content in _GOOD.items():
        (folder / name).write_bytes(content)
    return Case(folder)


#: The files of the good case, made once: name → content.
_GOOD: dict[str, bytes] = {}


def _make_good(case: Case) -> dict[str, bytes]:
    assert not write_offsets(case.article, [case.graph]).problems
    rows = list_uncovered([case.graph], case.article).splitlines()
    for number, row in enumerate(rows):
        for note, reason in REASONS.items():
            if row.endswith(f",,{note}"):
                rows[number] = row.removesuffix(f",,{note}") + f",{reason},"
    case.uncoded.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return {path.name: path.read_bytes() for path in (case.text, case.graph, case.uncoded)}
