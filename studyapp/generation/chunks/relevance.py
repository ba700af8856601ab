"""Finds the parts of a material that speak of a skill."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import log
from typing import Final

from studyapp.generation.calls import Chunk, Skill
from studyapp.generation.chunks import share
from studyapp.rules.text import words

_MOST_CHUNKS: Final = 2
_STEM: Final = 6
"""Words with the same first letters count as one, so that `membranes` finds `membrane`."""
_OWN_WORDS: Final = 3
"""How much more a word of the skill itself counts than one of the skills above it."""


def on_skill(chunks: Sequence[Chunk], skill: Skill, *, count: int) -> list[Chunk]:
    """The chunks that speak most of the skill, at most two and in their order, with `count` cards between them."""
    most = min(_MOST_CHUNKS, count)
    if len(chunks) > most:
        chunks = _best(chunks, skill, most=most)
    shares = share([len(chunk.text) for chunk in chunks], count=count)
    return [replace(chunk, index=at, count=shares[at]) for at, chunk in enumerate(chunks)]


def _best(chunks: Sequence[Chunk], skill: Skill, *, most: int) -> list[Chunk]:
    spoken = [Counter(_stems(chunk.text)) for chunk in chunks]
    weights = _weights(skill)
    rarity = {stem: log(1 + len(chunks) / (1 + sum(stem in each for each in spoken))) for stem in weights}

    def score(at: int) -> float:
        heard = spoken[at]
        return sum(weight * rarity[stem] * heard[stem] / (heard[stem] + 1) for stem, weight in weights.items())

    ranked = sorted(range(len(chunks)), key=lambda at: (-score(at), at))
    return [chunks[at] for at in sorted(ranked[:most])]


def _weights(skill: Skill) -> dict[str, int]:
    """How much each stem counts: those of the skill's own title and description more than those above it."""
    above = dict.fromkeys(_stems(" ".join((*skill.path[:-1], skill.goal))), 1)
    return above | dict.fromkeys(_stems(f"{skill.path[-1]} {skill.description}"), _OWN_WORDS)


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in words(text)]
