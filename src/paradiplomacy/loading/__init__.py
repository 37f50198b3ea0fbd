"""Load a graph into a triple store on a server, whole or not at all."""
