"""pySHACL as the judge of single rows: what it says of a value that engines may read differently."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rdflib import Graph
from rdflib.term import Node

from paradiplomacy.rdf.convert import quiet_literals

if TYPE_CHECKING:
    from paradiplomacy.validation.shape_compiler import Rule
    from paradiplomacy.validation.shapes import Shapes


@dataclass
class Judge:
    """Asks pySHACL about single values; pySHACL is only loaded for the first question."""

    shapes: Shapes

    def breaks(self, rule: Rule, focus: Node, value: Node, other: Node | None = None) -> bool:
        """Whether pySHACL finds that `value` of `focus` breaks the constraint of the rule.

        `other` is the value that it is compared with.
        """
        data = Graph(bind_namespaces="none")
        if rule.compared is not None and other is not None:
            data.add((focus, rule.compared, other))
        shape, component = self._component(rule)
        try:
            with quiet_literals():
                conforms, _ = component.evaluate(self._executor, data, {focus: {value}}, [shape, component])
        except Exception:
            # It gives up over values that have no order, such as a blank node or a decimal that is no number;
            # SHACL says that such a value breaks the constraint.
            return True
        return not conforms

    def message(self, rule: Rule, focus: Node, value: Node | None) -> dict[str, str]:
        """What pySHACL says of a finding when the shape has no words of its own, by language."""
        _, component = self._component(rule)
        words = component.make_generic_messages(Graph(bind_namespaces="none"), focus, value)
        return {text.language or "": str(text) for text in words}

    def _component(self, rule: Rule) -> tuple[Any, Any]:
        key = rule.shape, rule.parameter
        if key not in self._components:
            from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP

            shape = self._shapes_graph.lookup_shape_from_node(rule.shape)
            self._components[key] = shape, CONSTRAINT_PARAMETERS_MAP[rule.parameter](shape)
        return self._components[key]

    @cached_property
    def _components(self) -> dict[tuple[Node, Node], tuple[Any, Any]]:
        return {}

    @cached_property
    def _shapes_graph(self) -> Any:
        from pyshacl.shapes_graph import ShapesGraph

        graph = Graph(bind_namespaces="none")
        graph += self.shapes.graph  # a copy, because pySHACL adds to it
        graph.namespace_manager = self.shapes.graph.namespace_manager
        found = ShapesGraph(graph)
        _ = found.shapes  # builds what look-ups rely on
        return found

    @cached_property
    def _executor(self) -> Any:
        from pyshacl.pytypes import SHACLExecutor

        return SHACLExecutor()
