"""Makes wrong answers that look like the right one: with other numbers, or else with its longest word exchanged."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

Distractor = dict[str, str]

GERMAN: Final = ("die Zellwand der Pflanze", "das Rückenmark und die Nerven", "der Kehlkopf mit den Stimmbändern")
"""In a language that no test asks in."""

_WORDS: Final = (
    "axon", "bone", "cell", "duct", "gene", "root", "algae", "blood", "brain", "fiber", "lipid", "nerve", "virus",
    "kidney", "muscle", "neuron", "pollen", "protein", "thyroid", "vesicle", "antibody", "bacteria", "membrane",
    "pancreas", "pathogen", "centriole", "cytoplasm", "intestine", "parasites", "cerebellum", "chloroplast",
    "chromosome", "cytoskeleton", "epithelium", "hypothalamus", "immunoglobulin", "neurotransmitter",
)  # fmt: skip
_NAMES: Final = (
    "Oslo", "Rome", "Bonn", "Cairo", "Milan", "Paris", "Berlin", "Dublin", "Lisbon", "Madrid", "Vienna", "Hamburg",
    "Seville", "Brussels", "Florence", "Budapest", "Edinburgh", "Stockholm", "Copenhagen", "Birmingham",
    "Philadelphia", "Constantinople",
)  # fmt: skip
_FACTORS: Final = (1.13, 0.88, 1.31, 0.74, 1.52, 0.63, 1.22, 0.81)
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_YEAR: Final = re.compile(r"1\d{3}|20\d\d")


def good_distractors(key: str, count: int, *, stem: str = "", kept: tuple[str, ...] = ()) -> list[Distractor]:
    known = {key.casefold(), *(text.casefold() for text in kept)}
    fresh = (text for text in _like(key, stem) if text.casefold() not in known)
    return [_said(text) for text in islice(dict.fromkeys(fresh), count)]


def bad_distractor(number: int) -> Distractor:
    """A wrong answer that no rule set accepts."""
    return _said("All of the above" if number % 2 else "None of the above")


def _like(key: str, stem: str) -> Iterator[str]:
    if number := _YEAR.fullmatch(key) or _NUMBER.search(key):
        yield from (key[: number.start()] + other + key[number.end() :] for other in _numbers(number[0]))
        return
    words = sorted(_LONG_WORD.finditer(key), key=lambda match: len(match[0]), reverse=True)
    if not words:
        yield from (f"{key}{sign}" for sign in "abcdef")
        return
    word = words[0]
    for other in _words(word[0], stem):
        yield key[: word.start()] + other + key[word.end() :]


def _numbers(number: str) -> Iterator[str]:
    if _YEAR.fullmatch(number):
        yield from (str(int(number) + years) for years in (7, -4, 12, -15, 3, -9))
        return
    decimals = len(number.partition(".")[2])
    yield from (f"{float(number) * factor:.{decimals}f}" for factor in _FACTORS)
    yield from (str(int(float(number)) + more) for more in (1, 2, 3, 4, 5))


def _words(word: str, stem: str) -> list[str]:
    """Other words of similar length, with the same number and the same case of the first letter."""
    pool = _NAMES if word[0].isupper() else _WORDS
    plural = word.endswith("s") and not word.endswith("ss") and word[0].islower()
    others = [f"{other}s" if plural and not other.endswith("s") else other for other in pool]
    fitting = [other for other in others if other.casefold() not in stem.casefold()]
    return sorted(fitting, key=lambda other: abs(len(other) - len(word)))


def _said(text: str) -> Distractor:
    return {"mistake": "mixes up two things that are often named together", "text": text}
