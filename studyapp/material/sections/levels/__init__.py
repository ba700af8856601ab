"""Turns the headings of a document into chapters and sections of a readable size."""
