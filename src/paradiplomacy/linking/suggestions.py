"""Write suggestions as an SSSOM mapping set, for a person to read row by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from paradiplomacy.linking import sssom
from paradiplomacy.rdf.namespaces import ID

if TYPE_CHECKING:
    from paradiplomacy.linking.suggest import Candidate, Suggestion
    from paradiplomacy.linking.things import Thing

# The columns of our table, for things of the graph; a name in a user's file is a literal and has no id.
_LITERAL_COLUMNS = ("subject_label", "subject_type", *sssom.COLUMNS[2:])
_DESCRIPTION = (
    "Candidates found by paradiplomacy link suggest, best first. No person has looked at a row yet, and none is "
    "accepted. The confidence is computed from what agrees, as the comment says."
)


def to_sssom(found: Sequence[Suggestion], most: int, today: date) -> str:
    """At most ``most`` candidates of each of ``found`` as SSSOM; those that something speaks against are left out.

    A row of a thing of the graph has the columns of ``data/links/wikidata.sssom.tsv``, so that it can be moved there
    once a person has accepted it.
    """
    literal = any(not each.thing.id.startswith(ID) for each in found)
    lines = [
        f"#mapping_set_id: {ID}linkset-wikidata-suggestions",
        '#mapping_set_title: "Suggested Wikidata items"',
        f'#mapping_set_description: "{_DESCRIPTION}"',
        f"#license: {sssom.LICENCE}",
        f"#mapping_date: {today.isoformat()}",
        "#curie_map:",
        *(f"#  {prefix}: {iri}" for prefix, iri in sssom.CURIES.items() if prefix != "id" or not literal),
        "\t".join(_LITERAL_COLUMNS if literal else sssom.COLUMNS),
    ]
    for each in found:
        likely = [candidate for candidate in each.candidates if not candidate.is_against]
        for candidate in likely[:most]:
            lines.append("\t".join(_row(each.thing, candidate, each.note, literal)))
    return "\n".join(lines) + "\n"


def _row(thing: Thing, candidate: Candidate, note: str, literal: bool) -> list[str]:
    name = _cell(thing.label)
    words = "; ".join(part for part in (candidate.reason, note) if part)
    comment = _cell(f"{thing.id}: {words}" if literal else words)
    subject = [name, "rdfs literal"] if literal else [f"id:{thing.id.removeprefix(ID)}", name]
    kind = "LexicalMatching" if candidate.only_name else "CompositeMatching"
    return [
        *subject,
        "skos:exactMatch",
        f"wikidata:{candidate.item}",
        _cell(candidate.label),
        f"semapv:{kind}",
        f"{candidate.confidence:.2f}",
        comment,
    ]


def _cell(text: str) -> str:
    return " ".join(text.split())
