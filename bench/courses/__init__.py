"""Measures courses: uploads, reading books, pictures of pages, and the page of a large course."""

from bench.courses import events, importing, page
from bench.report import Row


def measure() -> list[Row]:
    return [*importing.measure(), *events.measure(), *page.measure()]
