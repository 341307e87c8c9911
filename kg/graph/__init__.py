"""The graph: statements as quads, the store on disk, exports and queries."""
