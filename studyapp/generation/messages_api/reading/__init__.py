"""Reads the items of an answer while it arrives, whatever a model puts around them and wherever it slips."""
