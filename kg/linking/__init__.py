"""Mentions → entities: `kg.linking.link.link`.

Nothing is imported here: the graph takes only `kg.linking.ids`, and should not wait for what links.
"""
