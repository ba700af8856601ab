"""Cloze cards: the hidden text is never on the front, whatever markup it is in."""

import pytest

from studyapp.rendering import back_html, front_html, to_html

CLOZE = "The {{c1::mitochondrion}} makes {{c2::ATP::a molecule}}."


def test_the_front_of_a_card_asks_for_its_own_deletion_only() -> None:
    assert front_html(CLOZE, 1) == '<p>The <span class="blank">[…]</span> makes ATP.</p>'
    assert front_html(CLOZE, 2) == '<p>The mitochondrion makes <span class="blank">[a molecule]</span>.</p>'


def test_the_back_marks_what_was_asked_for() -> None:
    assert back_html(CLOZE, 1) == '<p>The <mark class="term">mitochondrion</mark> makes ATP.</p>'
    assert back_html(CLOZE, 2) == '<p>The mitochondrion makes <mark class="term">ATP</mark>.</p>'


def test_without_an_ordinal_every_deletion_is_asked_for() -> None:
    assert front_html(CLOZE).count('class="blank"') == 2
    assert back_html(CLOZE).count('class="term"') == 2


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::4711}} is hidden",
        "**{{c1::4711}}** is hidden",
        "{{c1::**4711**}} is hidden",
        "`x {{c1::4711}}` is hidden",
        "```python\n{{c1::4711}} = 1\n```",
        r"$\frac{ {{c1::4711}} }{b}$ is hidden",
        "{{c1::$4711$}} is hidden",
        "{{c1::```\n4711\n```}}",
        "- {{c1::4711}}\n- shown",
        "| a |\n|---|\n| {{c1::4711}} |",
        "[a {{c1::4711}}](https://a.org)",
        "![a {{c1::4711}}](https://a.org/x.png)",
        "{{c1::the {{c2::4711}} one}}",
        "{{c1::4711\n\nin two paragraphs}}",
        "{{c1::4711}}(a)",
    ],
)
def test_nothing_hidden_stands_on_the_front(text: str) -> None:
    assert "4711" not in front_html(text, 1)
    assert "[…]" in front_html(text, 1)
    assert "4711" in back_html(text, 1)


def test_a_hidden_part_of_an_address_is_left_out_of_it() -> None:
    assert 'href="https://a.org/"' in front_html("[link](https://a.org/{{c1::4711}})", 1)
    assert 'href="https://a.org/4711"' in back_html("[link](https://a.org/{{c1::4711}})", 1)


def test_emphasis_around_and_inside_a_deletion_is_kept() -> None:
    assert back_html("**{{c1::a}}**") == '<p><strong><mark class="term">a</mark></strong></p>'
    assert back_html("{{c1::_a_}}") == '<p><mark class="term"><em>a</em></mark></p>'


def test_a_deletion_inside_another_has_a_card_of_its_own() -> None:
    text = "{{c1::the {{c2::inner}} one}}"
    assert front_html(text, 2) == '<p>the <span class="blank">[…]</span> one</p>'
    assert front_html(text, 1) == '<p><span class="blank">[…]</span></p>'


def test_a_deletion_in_a_formula_marks_the_formula() -> None:
    assert back_html(r"$\frac{ {{c1::a}} }{b}$", 1).startswith('<p><mark class="term"><math')
    assert back_html(r"It is {{c1::$\frac{a}{b}$}}!", 1).startswith('<p>It is <mark class="term"><math')


def test_braces_of_a_formula_belong_to_the_term() -> None:
    assert "math-error" not in back_html(r"${{c1::\frac{a}{b}}}$", 1)


@pytest.mark.parametrize("damaged", ["Half {{c1::open", "}} closed first", "{{c1::a {{c2::b}} open", "{{c1}} {{x::y}}"])
def test_a_damaged_deletion_stays_text(damaged: str) -> None:
    for html in (front_html(damaged, 1), back_html(damaged, 1), to_html(damaged)):
        assert "blank" not in html
        assert "term" not in html


def test_what_stands_for_a_blank_meanwhile_cannot_be_typed() -> None:
    assert front_html("a \U00010af0 b") == "<p>a  b</p>"
    assert to_html("\U00010af3x\U00010af4") == "<p>x</p>"
