"""Finds the chapters and sections of a document, from its lines as they stand on the pages. Knows no file format."""
