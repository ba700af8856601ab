import pytest

from studyapp.ui.components.card_text import Piece, back, front

CLOZE = "The {{c1::mitochondrion}} makes {{c2::ATP::a molecule}}."


def test_the_front_hides_each_term_and_shows_its_hint():
    assert front(CLOZE) == [
        Piece("The "),
        Piece("", "blank"),
        Piece(" makes "),
        Piece("a molecule", "blank"),
        Piece("."),
    ]


def test_the_back_marks_each_term():
    assert [piece.text for piece in back(CLOZE) if piece.kind == "term"] == ["mitochondrion", "ATP"]
    assert "".join(piece.text for piece in back(CLOZE)) == "The mitochondrion makes ATP."


def test_a_question_without_a_deletion_is_one_piece_of_text():
    question = "What is <b>ATP</b>?\n\nExplain 🙂"
    assert front(question) == back(question) == [Piece(question)]


def test_nothing_hidden_is_found_on_the_front():
    assert "ATP" not in repr(front(CLOZE))


@pytest.mark.parametrize("damaged", ["Half {{c1::open", "}} closed first", "{{c1::a {{c2::b}} open", ""])
def test_a_damaged_deletion_stays_text(damaged: str):
    assert "".join(piece.text for piece in front(damaged)) == damaged
    assert all(piece.kind == "text" for piece in front(damaged))


def test_braces_of_a_formula_belong_to_the_term():
    assert back(r"It is {{c1::\frac{a}{b}}}!") == [Piece("It is "), Piece(r"\frac{a}{b}", "term"), Piece("!")]


def test_a_deletion_inside_another_is_shown_with_it():
    assert back("{{c1::the {{c2::inner}} one}}") == [Piece("the inner one", "term")]
    assert front("{{c1::the {{c2::inner}} one}}") == [Piece("", "blank")]
