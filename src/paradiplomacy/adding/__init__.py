"""From a table to the graph and back: what a user writes in a spreadsheet becomes records with their evidence."""
