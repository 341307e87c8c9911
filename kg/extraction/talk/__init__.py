"""Who criticizes, supports, deals and negotiates with whom."""
