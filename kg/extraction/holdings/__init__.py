"""Who owns and finances what, and where firms, works and gatherings are."""
