"""Lessons on the sections of documents: how they are stored, their check-ins, and how well they are known."""
