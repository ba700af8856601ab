"""Reads the structure off the pages themselves: printed tables of contents, and headings."""
