"""The words that describe a job for a skill tree."""

from typing import Final

from studyapp.jobs.kinds.words import ENDING_PHASES, Words

WORDS: Final = Words(
    noun="Skill tree",
    icon="network",
    making="Generating the skill tree",
    waiting="The skill tree waits its turn",
    one="skill",
    many="skills",
    view="View tree",
    phases={"reading": "Reading the material", **ENDING_PHASES},
    part_done="part is done",
    parts_done="parts are done",
    names_batch=True,
    result="For a skill tree: `{goal_id, node_ids, count, rejected: {rule: count}, partial}`, a `note` if anything was "
    "left out, and `unfinished`, the ids of the categories whose skills are missing, if it ended early. The cards of "
    "its skills are made by jobs of their own, whose `parent_id` is this job.",
)
