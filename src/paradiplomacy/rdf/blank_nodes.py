"""Name the blank nodes of a graph by what the graph says of them, so that equal graphs become equal sets of triples.

Most blank nodes are the value of one triple and use no node that is used twice: such a tree is known by its content.
The others get a rank by what they say and by who uses them, again and again until no rank changes; among those still
alike one is singled out (McKay's "individualise and refine", with one step of looking ahead).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.facts import plain

#: How many uses of nodes are looked at, at most, to tell alike nodes apart, beside twenty looks at each: some seconds.
MOST_STEPS = 1_000_000

Edges = dict[str, list[tuple[str, str]]]


def named(quads: Iterable[ox.Quad], source: str = "The graph") -> list[ox.Quad]:
    """The quads, each once, in an order and with names of blank nodes that depend on nothing but what they say.

    Raises UnreadableInput where too many blank nodes are alike, and for terms that RDF 1.1 does not have.
    """
    found = {ox.Quad(quad.subject, quad.predicate, plain(quad.object, source), quad.graph_name) for quad in quads}
    if not any(isinstance(node, ox.BlankNode) for quad in found for node in (quad.subject, quad.object)):
        return sorted(found, key=str)
    names = {name: ox.BlankNode(f"b{number}") for number, name in enumerate(_Names(found, source).ordered())}

    def renamed(node: Any) -> Any:
        return names.get(str(node), node)

    # The names of the engine and ours must not be mixed up, so all are given at once.
    return sorted((ox.Quad(renamed(q.subject), q.predicate, renamed(q.object), q.graph_name) for q in found), key=str)


class _Names:
    """The blank nodes of some quads by their names in the file, with what they say and who uses them."""

    def __init__(self, quads: Iterable[ox.Quad], source: str) -> None:
        self.refusal = UnreadableInput(
            f"{source} has too many blank nodes that are alike and refer to each other to be put in a fixed order; "
            "give them IRIs."
        )
        self.says: Edges = defaultdict(list)
        self.used_by: Edges = defaultdict(list)
        for quad in quads:
            how, subject, value = f"{quad.predicate} {quad.graph_name}", str(quad.subject), str(quad.object)
            for node in (quad.subject, quad.object):
                if isinstance(node, ox.BlankNode):
                    self.says[str(node)]
            self.says[subject].append((how, value))
            if isinstance(quad.object, ox.BlankNode):
                self.used_by[value].append((how, subject))
        self.blank = {name for name in self.says if name.startswith("_:")}
        self.keys: dict[str, str] = {}
        self.steps = -20 * sum(map(len, self.says.values()))

    def ordered(self) -> list[str]:
        """The blank nodes in an order that depends on content only; those alike in every way stand in any order."""
        self._know_trees()
        self._know_tied()
        order: dict[str, None] = {}
        roots = sorted(
            (name for name in self.says if name not in self.blank or name in self.tied or not self.used_by[name]),
            key=lambda name: (name in self.blank, self._sign(name)),
        )
        for root in roots:
            waiting = [root]
            while waiting:
                name = waiting.pop()
                if name in self.blank:
                    order[name] = None
                below = [(how, self._sign(node), node) for how, node in self.says[name]]
                waiting += [
                    node for _, _, node in sorted(below, reverse=True) if node in self.blank and node not in self.tied
                ]
        return list(order)

    def _sign(self, name: str) -> str:
        return self.keys.get(name, name)

    def _know_trees(self) -> None:
        """Give each tree of blank nodes its key, from the leaves up; ``tied`` are the nodes that stand in none."""
        open_below = {
            name: sum(node in self.blank for _, node in self.says[name])
            for name in self.blank
            if len(self.used_by[name]) < 2
        }
        ready = [name for name, number in open_below.items() if not number]
        while ready:
            name = ready.pop()
            told = sorted((how, self._sign(node)) for how, node in self.says[name])
            self.keys[name] = "_:" + hashlib.sha256(repr(told).encode()).hexdigest()
            for _, user in self.used_by[name]:
                if user in open_below:
                    open_below[user] -= 1
                    if not open_below[user]:
                        ready.append(user)
        self.tied = self.blank - self.keys.keys()

    def _know_tied(self) -> None:
        """Give the other nodes their keys; of nodes alike in every way any may be the first."""
        left, known = list(self.tied), 0
        while left:
            classes, _ = self._classes(left)
            order = [names[0] for names in classes if len(names) == 1]
            if not order:
                alike = classes[0]
                if len({repr((sorted(self.says[name]), sorted(self.used_by[name]))) for name in alike}) == 1:
                    order = alike  # the same said of them, by the same nodes: nothing depends on which is which
                else:
                    tries = []
                    for name in alike:
                        self.keys[name] = "_:"
                        tries.append((self._classes([other for other in left if other != name])[1], name))
                        del self.keys[name]
                    order = [min(tries)[1]]
            self.keys |= {name: f"_:{number}" for number, name in enumerate(order, known)}
            known += len(order)
            left = [name for name in left if name not in self.keys]

    def _classes(self, group: list[str]) -> tuple[list[list[str]], str]:
        """The nodes in classes of those that look alike, in order, and what the classes are known by."""
        ranks, number = dict.fromkeys(group, 0), 1
        while True:
            told = {}
            for name, rank in ranks.items():
                self.steps += len(self.says[name]) + len(self.used_by[name])
                if self.steps > MOST_STEPS:
                    raise self.refusal
                signs = (
                    sorted((how, str(ranks.get(node, self._sign(node)))) for how, node in edges[name])
                    for edges in (self.says, self.used_by)
                )
                told[name] = repr((rank, *signs))
            classes = defaultdict(list)
            for name, sign in told.items():
                classes[sign].append(name)
            order = sorted(classes)
            if len(classes) == number:
                known = hashlib.sha256("\n".join(f"{len(classes[sign])} {sign}" for sign in order).encode())
                return [classes[sign] for sign in order], known.hexdigest()
            places = {sign: place for place, sign in enumerate(order)}
            ranks, number = {name: places[sign] for name, sign in told.items()}, len(classes)
