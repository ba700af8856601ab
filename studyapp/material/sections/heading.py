"""A heading with its place, whatever told of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    title: str
    depth: int
    """How deep in the structure, from 1. Only the order of depths counts."""
    page: int
    """From 1."""
    at: int
    """The place in the `Paper` where it begins."""
