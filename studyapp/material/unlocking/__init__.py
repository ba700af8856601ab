"""Writes a copy of a PDF that opens without its password."""
