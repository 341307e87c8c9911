"""Stands here so that tests in all folders can import what lies beside it (programs, page_graph)."""
