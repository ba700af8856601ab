"""Background jobs: everything that waits for a generator. Doors use `queue`, handlers use `context`."""
