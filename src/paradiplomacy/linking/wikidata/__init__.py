"""What is asked of Wikidata, and how."""
