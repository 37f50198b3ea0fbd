"""Links between our things and Wikidata: checked, suggested, compared, exported."""
