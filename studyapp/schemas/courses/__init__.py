"""Courses as programs see them: their documents, lessons and check-ins, and how well they are known."""
