"""Lessons on the sections of documents: their text, their concepts and check-ins, and how these are stored."""
