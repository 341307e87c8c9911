"""The query page: the editor, ready-made questions, results with and without script."""
