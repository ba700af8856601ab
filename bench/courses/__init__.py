"""Measures courses: uploads, reading a book, pictures of its pages, and the page of a large course."""

from bench.courses import importing, page
from bench.report import Row


def measure() -> list[Row]:
    return [*importing.measure(), *page.measure()]
