"""Courses, their documents and sections, and the lessons made of them."""
