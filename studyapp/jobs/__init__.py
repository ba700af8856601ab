"""Background jobs: all work that waits for a generator. Pages, API and CLI use `queue`, handlers `kinds.context`."""
