"""Measures goals: how soon a tree is on the screen, what its page costs, and how many tabs bear its growing."""

from bench.goals import growing, page, tabs
from bench.report import Row


def measure() -> list[Row]:
    return [*growing.measure(), *page.measure(), *tabs.measure()]
