"""Map large tables into the graph in constant memory."""
