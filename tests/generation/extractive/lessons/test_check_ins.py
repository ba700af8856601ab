"""Which questions a concept gets."""

from studyapp.generation.calls import LessonCall
from studyapp.rules.lessons import SectionText
from tests.generation.extractive.lessons.lessons import call_of, check_ins_of, lesson_of

TERMS = """Parts of the network

A router is a device that forwards packets between several networks. It looks up the next hop in a table.

A switch is a device that joins the computers of one building. It learns which of them is at which port.

A modem is a device that turns digital signals into analogue ones. It was once heard in every home.

A firewall is a device that lets only wanted traffic pass. It reads the head of each packet.
"""


def test_a_term_is_asked_for_among_its_siblings() -> None:
    check_ins = check_ins_of(lesson_of(call_of(TERMS))[1])
    choices = [check_in for check_in in check_ins if check_in.kind == "choice"]
    assert len(choices) == 3
    assert {option.text for option in choices[0].options} == {"Router", "Switch", "Modem", "Firewall"}


def test_a_wrong_option_is_explained_by_the_sentence_of_its_own() -> None:
    text = TERMS
    pages = ((0, 40), (text.index("A modem"), 41))
    _, concepts = lesson_of(LessonCall(SectionText("Network", text, pages)))
    options = {option.text: option for option in check_ins_of(concepts)[0].options}
    assert options["Router"].is_key
    assert options["Modem"].explanation == (
        "Modem is something else: “A modem is a device that turns digital signals into analogue ones.” (p. 41)"
    )


def test_with_under_three_siblings_the_answer_is_written() -> None:
    text = TERMS[: TERMS.index("A modem")]
    check_ins = check_ins_of(lesson_of(call_of(text))[1])
    assert [(check_in.kind, check_in.stem) for check_in in check_ins] == [
        ("short", "What is a router?"),
        ("short", "What is a switch?"),
    ]
    assert check_ins[0].key_points == (check_ins[0].expected,)


def test_a_person_is_asked_for_among_persons_only() -> None:
    text = TERMS + "\nPaul Baran invented packet switching in 1964, and the word was coined by Donald Davies.\n"
    for check_in in check_ins_of(lesson_of(call_of(text))[1]):
        if check_in.stem.startswith("Who"):
            assert check_in.kind != "choice"


def test_a_sentence_is_asked_about_once() -> None:
    text = (
        "Vaccines\n\nEdward Jenner carried out the first scientific vaccination in 1796, when he used material from "
        "cowpox sores to protect an eight-year-old boy from smallpox."
    )
    (check_in,) = check_ins_of(lesson_of(call_of(text))[1])
    assert (check_in.kind, check_in.stem.count("[…]"), check_in.expected) == ("cloze", 1, "1796")


def test_half_a_name_and_a_small_number_are_not_hidden() -> None:
    text = (
        "The Harlem Renaissance\n\nThe magazine The Crisis, edited by W. E. B. Du Bois, printed early work by many "
        "of its writers. The Visual Display of Quantitative Information is split into 2 parts, said Langston Hughes."
    )
    expected = [check_in.expected for check_in in check_ins_of(lesson_of(call_of(text))[1])]
    assert not {"Du Bois", "Visual Display", "2"} & set(expected)
