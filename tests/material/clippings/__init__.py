"""Tests for finding the formulas and figures of PDFs."""
