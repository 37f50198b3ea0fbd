"""Checks of a graph: SHACL shapes, by pySHACL or as queries, and check queries."""
