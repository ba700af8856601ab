"""Trees without a model: the outline of the material."""

from studyapp.models import JobStatus
from tests.generation.material import CELLS
from tests.jobs.kinds.skill_tree.grove import KIND, all_ended, cards_by_node, goal, numbers, tree
from tests.jobs.kinds.workshop import Workshop, result_of


async def test_the_headings_of_the_material_are_the_tree_and_their_text_gives_the_cards(modest_workshop: Workshop):
    text = f"# Biology\n\n{CELLS}\n\n# Chemistry\n\n## Atoms\n\n## Bonds\n\n# References\n\nA book.\n"
    mine = goal(modest_workshop, material=text)
    job = await modest_workshop.see_through(KIND, goal_id=mine.id)
    assert (job.status, result_of(job)["rejected"]) == (JobStatus.COMPLETED, {})
    nodes = tree(modest_workshop, mine.id)
    assert [node.draft.title for node in nodes][-3:] == ["Chemistry", "Atoms", "Bonds"]
    assert all(text[slice(*node.draft.section)].startswith("#") for node in nodes if node.draft.section)
    assert result_of(job)["note"].startswith("1 point was left out")

    await all_ended(modest_workshop, job.id)
    cards = cards_by_node(modest_workshop, mine.id)
    quotes = {node.draft.section: card.source_quote or "" for node in nodes for card in cards[node.draft.number]}
    assert quotes
    assert all(section and quote in " ".join(text[slice(*section)].split()) for section, quote in quotes.items())


async def test_what_was_folded_is_told(modest_workshop: Workshop):
    outline = "".join(f"- Subject {at}\n  - Topic {at}\n    - Part {at}\n      - Detail {at}\n" for at in range(1, 13))
    mine = goal(modest_workshop, material=outline)
    job = await modest_workshop.see_through(KIND, goal_id=mine.id)
    assert numbers(modest_workshop, mine.id)[:3] == ["1", "1.1", "1.1.1"]
    assert result_of(job)["note"] == (
        "24 points were too deep or too many for a tree, and became part of the skill above. "
        "12 points were more than the categories a tree has, and were put together with their neighbours."
    )


async def test_material_without_an_outline_fails_and_says_what_would_help(modest_workshop: Workshop):
    mine = goal(modest_workshop, material="Cells are the units of life. They are small.\n\nGenes are passed on.")
    job = await modest_workshop.see_through(KIND, goal_id=mine.id)
    assert (job.status, job.error_code, job.retryable) == (JobStatus.FAILED, "BAD_INPUT", False)
    assert "no headings, numbered lists or indented points" in (job.error or "")
