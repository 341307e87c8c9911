"""Frames of verbs, nouns and light verbs: the tables and how a clause or a noun fills their slots."""
