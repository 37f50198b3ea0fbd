"""Whatever answers SPARQL, the embedded store or a server elsewhere, behind one interface."""
