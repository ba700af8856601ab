"""The rules for one concept, each about one thing that can be wrong with it."""
