"""Who holds which post where, who follows whom, what belongs to what, who meets and visits whom."""
