"""The words that describe a kind of job, wherever a learner sees it."""

from dataclasses import dataclass, field
from typing import Final

ENDING_PHASES: Final = {"improving": "Mending what was not good enough", "finalizing": "Finishing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    noun: str
    """What is made, e.g. `Flashcards`, as in `Flashcards for Biology`."""
    icon: str
    """The name of a Lucide icon."""
    making: str
    """The state of a running job, e.g. `Generating flashcards`."""
    waiting: str
    """The state of a waiting job, e.g. `Flashcards wait their turn`."""
    one: str
    """One item, e.g. `card`."""
    many: str
    """Several items, e.g. `cards`."""
    view: str
    """The text of the link to the result, e.g. `View cards`."""
    phases: dict[str, str] = field(default_factory=lambda: ENDING_PHASES)
    """The state of a running job in certain phases, shown instead of `making`."""
    done: str = ""
    """The sentence for a completed job whose result is not counted in items."""
    part_done: str = "is done"
    """The text after the number 1 when one part of a batch is done, e.g. `card has its choices`."""
    parts_done: str = "are done"
    """The text after another number of parts, e.g. `cards have their choices`."""
    parts_empty: str = "Empty"
    """The text before the number of parts that were done and gave nothing."""
    names_batch: bool = False
    """Whether a batch of jobs is named after what its first job is for, e.g. a goal."""
    result: str
    """A sentence of the API's description that names the fields of `result`."""
