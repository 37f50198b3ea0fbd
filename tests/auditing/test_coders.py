"""Two codings of one source: kappa against numbers worked out by hand, and the differences."""

from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.auditing.coders import Agreement, compare, lines
from paradiplomacy.commands.main import main
from paradiplomacy.errors import DataError
from paradiplomacy.release import home

PREFIXES = """\
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
"""


def coding(path: Path, *records: tuple[str, str, str, str]) -> Path:
    """A graph of records, each with its id, its class, its quote and one more statement."""
    text = PREFIXES
    for name, kind, quote, more in records:
        text += (
            f"id:{name} a para:{kind} ; para:assertionKind id:assertion-stated ; para:evidence id:{name}-p {more} .\n"
        )
        text += f"id:{name}-p a para:Passage ; oa:hasSource id:s ; oa:hasSelector id:{name}-q .\n"
        text += f'id:{name}-q a oa:TextQuoteSelector ; oa:exact "{quote}"@en .\n'
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),  # po 0.7, pe 0.5
        ((45, 15, 25, 15), 0.13),  # po 0.6, pe 0.54
        ((25, 35, 5, 35), 0.259),  # po 0.6, pe 0.46
        ((3, 0, 0, 4), 1.0),
        ((0, 2, 2, 0), -1.0),
        ((5, 0, 0, 0), None),
    ],
)
def test_kappa(cells: tuple[int, int, int, int], kappa: float | None) -> None:
    assert Agreement("event", *cells).kappa == kappa


def test_places_are_matched_by_their_words(tmp_path: Path) -> None:
    first = coding(
        tmp_path / "a.ttl",
        ("a1", "Event", "a fair was held in 2002", ""),
        ("a2", "Delegation", "ten pupils came by ship", "; para:stay 'P7D'"),
        ("a3", "Claim", "trade will surely grow", ""),
    )
    second = coding(
        tmp_path / "b.ttl",
        ("b1", "Event", "fair was held in 2002", ""),
        ("b2", "Delegation", "ten pupils came by ship", "; para:stay 'P8D'"),
        ("b3", "Objective", "trade will surely grow", ""),
    )
    found = compare([first], [second])
    assert found.units == 3
    assert {each.kind: (each.both, each.first, each.second, each.neither) for each in found.agreements} == {
        "Claim": (0, 1, 0, 2),
        "Delegation": (1, 0, 0, 2),
        "Event": (1, 0, 0, 2),
        "Objective": (0, 0, 1, 2),
    }
    assert found.differences == [
        '"ten pupils came by ship": Delegation a2: para:stay P7D against P8D',
        '"trade will surely grow": only the first has a record of the kind Claim (a3)',
        '"trade will surely grow": only the second has a record of the kind Objective (b3)',
    ]
    assert "Claim: kappa 0.00 (both 0, only the first 1, only the second 0, neither 2)" in lines(found)


def test_a_coding_agrees_with_itself(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(home() / "data" / "rakhmadi")
    assert main(["audit", "--coders", folder, folder]) == 0
    out = capsys.readouterr().out
    assert "0 differences." in out and "Programme: kappa 1.00" in out


def test_a_graph_without_records_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text(f"{PREFIXES}id:s a para:Source .\n", encoding="utf-8")
    with pytest.raises(DataError, match="holds no record"):
        compare([empty], [empty])
    assert main(["audit", "--coders", str(tmp_path / "nothing"), str(empty)]) == 2
