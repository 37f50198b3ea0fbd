"""The graph for language agents: tools of the Model Context Protocol, each answer with its record and its sources."""
