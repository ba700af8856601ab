"""Draws pages of PDFs in a child process, and finds where on them a quote stands. `drawing` starts it."""
