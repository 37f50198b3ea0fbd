"""Checks of a graph: SHACL shapes, judged by an engine, and check queries."""
