"""The trees that a model should not give."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.provider_server.behaviours import Behaviour

Node = dict[str, Any]
Nodes = list[Node]

_CATEGORIES: Final = 6
_LARGE: Final = 300


def misshapen(nodes: Nodes) -> Mapping[Behaviour, Nodes]:
    """For each behaviour the tree it gives instead of this one, whose categories come first; none for an empty one."""
    return {behaviour: spoil(nodes) for behaviour, spoil in _SHAPES.items()} if nodes else {}


def _one_category(nodes: Nodes) -> Nodes:
    return [node for node in nodes if node["number"].partition(".")[0] == "1"]


def _nine_categories(_: Nodes) -> Nodes:
    categories = [_node(str(at), f"Field {at}") for at in range(1, 10)]
    return categories + [_node(f"{at}.1", f"Core of field {at}") for at in range(1, 10)]


def _four_levels(nodes: Nodes) -> Nodes:
    """By structure, whatever the numbers say: in the first category four nodes stand inside each other."""
    fourth = _node("1.1", "Detail of a detail")
    third = _node("1.1", "Detail") | {"children": [fourth]}
    second = _node("1.1", "Subject") | {"children": [third]}
    return [nodes[0] | {"children": [second]}, *nodes[1:]]


def _cycle(nodes: Nodes) -> Nodes:
    """After the good nodes two that stand below each other."""
    egg = _node("egg", "Eggs of hens") | {"parent": "hen"}
    hen = _node("hen", "Hens from eggs") | {"parent": "egg"}
    return [*nodes, egg, hen]


def _same_titles(nodes: Nodes) -> Nodes:
    """All topics of a category have the title of its first."""
    first = {node["number"].rpartition(".")[0]: node["title"] for node in reversed(nodes) if "." in node["number"]}
    return [node | {"title": first.get(node["number"].rpartition(".")[0], node["title"])} for node in nodes]


def _large(_: Nodes) -> Nodes:
    categories = [_node(str(at), f"Field {at}") for at in range(1, _CATEGORIES + 1)]
    topics = [
        _node(f"{at % _CATEGORIES + 1}.{at // _CATEGORIES + 1}", f"Topic {at}") for at in range(_LARGE - _CATEGORIES)
    ]
    return categories + topics


def _children_first(nodes: Nodes) -> Nodes:
    return list(reversed(nodes))


def _node(number: str, title: str) -> Node:
    return {"number": number, "title": title, "description": f"What one knows about {title.lower()}."}


_SHAPES: Final[Mapping[Behaviour, Callable[[Nodes], Nodes]]] = {
    Behaviour.ONE_CATEGORY: _one_category,
    Behaviour.NINE_CATEGORIES: _nine_categories,
    Behaviour.FOUR_LEVELS: _four_levels,
    Behaviour.CYCLE: _cycle,
    Behaviour.SAME_TITLES: _same_titles,
    Behaviour.LARGE: _large,
    Behaviour.CHILDREN_FIRST: _children_first,
}
