"""RDF terms and files: read, written, converted and looked up."""
