"""Why a query may have no row: terms of our namespaces that do not exist, or a namespace that is nearly ours."""

from __future__ import annotations

from collections.abc import Iterator

from paradiplomacy.errors import nearest
from paradiplomacy.rdf.namespaces import ONTOLOGY, PARA, PREFIXES
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import named_graphs
from paradiplomacy.sparql.text import declarations, tokens


def unknown_terms(text: str) -> Iterator[str]:
    """A sentence for each term of the query ``text`` that our vocabulary lacks, and each prefix that misses it."""
    declared = dict(declarations(text))
    for prefix in ("para", "id"):
        if (namespace := declared.get(prefix, PREFIXES[prefix])) != PREFIXES[prefix]:
            yield f"the prefix {prefix}: stands for <{namespace}> in the query; ours is <{PREFIXES[prefix]}>."
    prefixes = {**PREFIXES, **declared}
    iris = (
        token.text[1:-1] if token.kind == "iri" else prefixes.get(token.prefix, "") + token.text.partition(":")[2]
        for token in tokens(text)
        if token.kind in ("iri", "name")
    )
    locals_ = dict.fromkeys(iri.removeprefix(PARA) for iri in iris if iri.startswith(PARA) and iri != PARA)
    if not locals_:
        return
    known = {quad.subject.value.removeprefix(PARA) for quad in load_store(named_graphs()[ONTOLOGY])}
    for name in locals_:
        if name not in known:
            close = nearest(name, sorted(known), 1)
            hint = f"did you mean para:{close[0]}?" if close else "ontology/paradiplomacy.ttl lists its terms."
            yield f"para:{name} is not in the vocabulary; {hint}"
