"""The graph over HTTP: a SPARQL endpoint and the explorer, for the extra `serve`."""
