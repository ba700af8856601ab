"""How a kind of job is spoken of, wherever a learner meets it."""

from dataclasses import dataclass, field
from typing import Final

ENDING_PHASES: Final = {"improving": "Mending what was not good enough", "finalizing": "Finishing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    noun: str
    """E.g. `Flashcards`, as in `Flashcards for Biology`."""
    icon: str
    """A Lucide icon's name."""
    making: str
    """While it runs, e.g. `Generating flashcards`."""
    waiting: str
    """Before its turn has come, e.g. `Flashcards wait their turn`."""
    one: str
    """An item, e.g. `card`."""
    many: str
    """Several items, e.g. `cards`."""
    view: str
    """The link to what was made, e.g. `View cards`."""
    phases: dict[str, str] = field(default_factory=lambda: ENDING_PHASES)
    """Phase → what is said in place of `making`."""
    done: str = ""
    """The sentence for a completed job whose result is not counted in items."""
    part_done: str = "is done"
    """What is said of one part of a batch, e.g. `1 card has its choices`: here `card has its choices`."""
    parts_done: str = "are done"
    """The same for several."""
    result: str
    """For programs: the fields of `result`, in a sentence of the API's description."""
