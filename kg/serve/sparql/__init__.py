"""The SPARQL endpoint: the protocol's queries and updates, the graph store, the description of the service."""
