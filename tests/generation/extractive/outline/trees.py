"""Short ways to write down the tree of a text."""

from studyapp.generation.extractive.outline import outline


def tree(text: str) -> list[str]:
    """The numbers and titles of the nodes."""
    return [f"{node.number} {node.title}" for node in outline(text).nodes]


def descriptions(text: str) -> dict[str, str]:
    return {node.title: node.description for node in outline(text).nodes}


def sections(text: str) -> dict[str, str]:
    """What stands in the section of each node that has one."""
    return {node.title: text[slice(*node.section)] for node in outline(text).nodes if node.section}
