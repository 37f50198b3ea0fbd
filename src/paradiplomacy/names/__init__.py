"""Names of things: their labels, their spellings, and what a word of the user means."""
