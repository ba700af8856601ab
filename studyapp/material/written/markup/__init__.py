"""Reads HTML, also that of EPUB files and what is made of Word files."""
