"""Ways to look at the graph: the view model and the page that draws it."""
