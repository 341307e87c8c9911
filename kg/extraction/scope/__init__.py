"""How a fact is told: negated, planned, possible, demanded, over – and according to whom."""
