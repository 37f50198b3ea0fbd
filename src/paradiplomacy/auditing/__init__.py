"""Does the graph say what its source says? Passages, quotes and coverage, checked against the text."""
