"""Every error a user can meet: one line that says what, where, and what to do."""


class KgError(Exception):
    """Base of all errors that end as one line on stderr and a non-zero exit code."""


class SourceError(KgError):
    """An article or folder that cannot be read."""


class TableError(KgError):
    """A lexicon, entity table or ontology with faults; the message lists all of them, one a line."""

    def __init__(self, faults: list[str]):
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class ModelError(KgError):
    """The trained pipeline or the full-form lexicon is missing or does not fit."""


class StoreError(KgError):
    """A graph directory that is missing, locked or not ours."""


class QueryError(KgError):
    """A SPARQL query that does not parse or an unknown named query."""


class ForeignError(QueryError):
    """A SPARQL text that reaches beyond the store: SERVICE, LOAD, or FROM a graph that is not there."""


class ServeError(KgError):
    """A server that cannot start, or a request that it does not answer."""
