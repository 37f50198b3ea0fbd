"""Stored queries: found, bound to values, asked, and their answers written."""
