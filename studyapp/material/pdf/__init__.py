"""Reads PDFs with PDFium. Only the child process imports this package (see `material/worker.py`)."""
