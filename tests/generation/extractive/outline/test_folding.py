"""What is too much for a tree is folded, and told."""

from studyapp.generation.extractive.outline import outline
from tests.generation.extractive.outline.trees import descriptions, sections, tree


def test_more_than_eight_categories_are_put_together_with_their_neighbours():
    text = "".join(f"# Week {at}\n## Subject {at}\n" for at in range(1, 11))
    assert outline(text).grouped == 10
    assert tree(text)[:5] == ["1 Week 1 – Week 2", "1.1 Week 1", "1.1.1 Subject 1", "1.2 Week 2", "1.2.1 Subject 2"]
    assert descriptions(text)["Week 9 – Week 10"] == "Week 9, Week 10"


def test_a_group_of_one_is_no_group():
    assert tree("".join(f"- Subject {letter}\n" for letter in "ABCDEFGHI"))[:3] == [
        "1 Subject A",
        "2 Subject B – Subject C",
        "2.1 Subject B",
    ]


def test_what_is_too_deep_belongs_to_the_node_above_and_is_named_by_it():
    text = "- A\n  - B\n    - C\n      - D\n        - E\n      - F\n- G"
    assert tree(text) == ["1 A", "1.1 B", "1.1.1 C", "2 G"]
    assert outline(text).folded == 3
    assert descriptions(text)["C"] == "D, F"
    assert sections(text)["C"].split() == ["-", "C", "-", "D", "-", "E", "-", "F"]


def test_of_too_many_the_lowest_go_first_in_the_longest_list_and_the_last_of_equal_ones():
    text = "- First\n" + "  - Topic\n    - a\n    - b\n"
    text += "- Second\n" + "".join(f"  - Topic {at}\n    - a\n    - b\n" for at in range(20))
    made = outline(text)
    titles = [node.title for node in made.nodes]
    assert (len(made.nodes), made.folded) == (59, 6)
    assert titles.count("a") == 18
    numbers = {node.number for node in made.nodes}
    assert {"1.1.1", "2.1.1", "2.17.1"} <= numbers
    assert not {"2.18.1", "2.19.1", "2.20.1"} & numbers


def test_a_title_said_twice_is_one_node_unless_both_say_something():
    assert tree("# A\n# B\n# A\n\nIt is long.") == ["1 B", "2 A"]
    assert outline("# A\n# B\n# A\n\nIt is long.").repeated == 1
    assert tree("# A\n\nOne.\n# B\n# a\n\nTwo.") == ["1 A", "2 B", "3 a (2)"]


def test_a_title_that_is_too_long_is_shortened():
    [first, _] = outline(f"# {'long ' * 50}\n# B").nodes
    assert len(first.title) <= 200
    assert first.title.endswith("long…")


def test_the_note_tells_what_is_not_in_the_tree():
    assert outline("# A\n# B").note == ""
    text = "# A\n\nOne.\n\n# B\n\nTwo.\n\n# C\n\nThree.\n\n# C\n\n# References\n\nA book."
    assert outline(text).note == (
        "1 point was left out as repetitions of a title. "
        "1 point was left out as no subject to learn, such as references or exams."
    )
