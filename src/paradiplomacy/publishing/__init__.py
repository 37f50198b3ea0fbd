"""The release: its files and its description."""
