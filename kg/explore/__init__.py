"""Ways to look at the graph: what a page asks of it, answered as plain data, and the page that draws it."""
