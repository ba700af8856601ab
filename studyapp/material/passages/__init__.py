"""Tells running prose from code, formulas, tables and the like, so that cards are made of prose only."""
