"""The site of the graph: plain files for any static host, which also work when they are opened from a disk."""
