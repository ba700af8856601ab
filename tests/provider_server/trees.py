"""Makes skill trees, and the cards of a skill that has no material."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from tests.provider_server.prompt import Asked

Node = dict[str, str]

_CATEGORIES: Final = ("Foundations", "Methods", "Tools", "People", "History", "Practice")
_LEAVES: Final = 6
_TOPICS: Final = (
    "osmosis", "tides", "lenses", "voting", "rhyme", "gravity", "yeast", "harbours", "glaze", "meteors", "chess",
    "fossils", "canals", "quinine", "wool", "tempo", "basalt", "pollen", "treaties", "solder", "fresco", "locks",
    "gables", "comets", "dialects", "lichen", "tariffs", "echoes", "saddles", "amber", "cirrus", "perfume",
    "bridges", "copper", "guilds", "satire", "magnets", "cheese", "deltas", "spores", "metre", "vaults", "lanterns",
    "ballads", "kilns", "moss", "tin", "eclipses", "juries", "whales", "ink", "silk", "volcanoes", "granite",
    "opera", "zinc", "bees", "maps", "tunnels", "salt",
)  # fmt: skip
_TEMPLATES: Final = (
    ("Who first described {}?", "{} Achterberg"),
    ("Which journal is about {}?", "{} Letters"),
    ("Which instrument measures {}?", "{}meter"),
    ("Which city held the first congress on {}?", "{}burg"),
    ("Which disease is treated with {}?", "{} fever"),
    ("Which colour stands for {} on maps?", "{} brown"),
    ("Which substance stops {}?", "{} acid"),
    ("Which bird is the emblem of {}?", "{} heron"),
)


def tree(asked: Asked) -> list[Node]:
    """The categories, then the topics of each, none of those that exist. `40 leaves` in the goal is heeded."""
    if branch := re.search(r"^Write only the nodes below ([\d.]+),", asked.text, re.MULTILINE):
        return list(_branch(asked, branch[1]))
    if asked.replaced:
        return list(_anew(asked))
    named = re.search(r"\b(\d+) leaves\b", asked.material)
    existing = {line.partition(" ")[0] for line in asked.avoid}
    return [node for node in _nodes(int(named[1]) if named else _LEAVES) if node["number"] not in existing]


def _branch(asked: Asked, number: str) -> Iterator[Node]:
    """Two or more nodes below one: every second that was there keeps its title."""
    there = sum(line.partition(" ")[0].rpartition(".")[0] == number for line in asked.avoid)
    titles = list(dict.fromkeys(path.rpartition(" > ")[2] for path in asked.replaced)) or ["Beginnings", "Further on"]
    for at, title in enumerate(titles):
        yield _node(f"{number}.{there + at + 1}", f"More on {title.lower()}" if at % 2 else title)


def _anew(asked: Asked) -> Iterator[Node]:
    """The tree again, in which every second topic keeps its title; categories that exist keep their numbers."""
    numbers = {title: number for number, _, title in (line.partition(" ") for line in asked.avoid) if "." not in number}
    free = (str(number) for number in range(1, 99) if str(number) not in numbers.values())
    nodes = list(_nodes(_LEAVES))
    for node in nodes:
        if "." not in node["number"] and node["title"] not in numbers:
            numbers[node["title"]] = next(free)
            yield _node(numbers[node["title"]], node["title"])
    below = Counter(line.partition(" ")[0].rpartition(".")[0] for line in asked.avoid)
    for at, node in enumerate(node for node in nodes if "." in node["number"]):
        above = numbers[_CATEGORIES[int(node["number"].partition(".")[0]) - 1]]
        below[above] += 1
        title = f"More on {node['title'].lower()}" if at % 2 else node["title"]
        yield _node(f"{above}.{below[above]}", title)


def bad_node(number: int) -> Node:
    """A node that no rule accepts: it has no title."""
    return {"number": str(number + 1), "title": "", "description": "Something."}


def skill_cards(asked: Asked, count: int) -> list[dict[str, str]]:
    """Up to `count` cards on the skill, none of those that exist."""
    title = re.search(r"^Skill: (?:.* > )?(.*)$", asked.material, re.MULTILINE)
    subject = title[1] if title else "this"
    name = _name(subject)
    again = "Put simply: " if asked.replaced else ""
    made = (
        {"question": again + asks.format(subject), "answer": says.format(name), "explanation": ""}
        for asks, says in _TEMPLATES
        if asks.format(subject) not in asked.avoid
    )
    return list(islice((card for card in made if card["question"] not in asked.avoid), count))


def _name(subject: str) -> str:
    """A word that no other subject of a tree gets, so that no two cards have the same answer."""
    topic = subject.rpartition(" ")[2]
    place = _TOPICS.index(topic) if topic in _TOPICS else len(subject)
    return _TOPICS[(place + 31) % len(_TOPICS)].capitalize()


def _nodes(leaves: int) -> Iterator[Node]:
    categories = min(len(_CATEGORIES), max(2, (leaves + 7) // 8, 3 if leaves >= 6 else 2))
    for place in range(categories):
        yield _node(f"{place + 1}", _CATEGORIES[place])
    for place in range(categories):
        topics = leaves // categories + (place < leaves % categories)
        for topic in range(topics):
            yield _node(f"{place + 1}.{topic + 1}", f"Study of {_TOPICS[place + categories * topic]}")


def _node(number: str, title: str) -> Node:
    return {"number": number, "title": title, "description": f"What one knows about {title.lower()}."}
