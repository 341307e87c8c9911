"""When a fact holds and how much of it: times, shares, sums, rates, changes."""
