"""Reads files that say what a heading, a list or a table is: Word, PowerPoint, EPUB and web pages."""
