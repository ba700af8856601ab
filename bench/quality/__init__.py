"""How well texts are read and cards are made without a model, and how well the rules judge.

Everything is measured on what ships with the tests, so that anybody can repeat it.
"""

from bench.quality import cards, distractors, documents, rules, sections, sentences
from bench.report import Row


def measure() -> list[Row]:
    measured = (documents, sections, sentences, rules, cards, distractors)
    return [row for part in measured for row in part.measure()]
