"""The processes that read and change the store for the server, and how they are asked."""
