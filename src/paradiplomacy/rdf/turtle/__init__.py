"""Turtle and other RDF syntaxes: written in one layout, and the lines on which things stand found again."""
