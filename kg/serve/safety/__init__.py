"""What a request must pass before it is answered: it is well formed, meant for this server, and of a page that may."""
