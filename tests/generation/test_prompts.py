import re

from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.prompts import cards

TEXT = "Water boils at 100 °C at sea level."


def user_turn(**more: object) -> str:
    return cards.for_cards(CardCall(Chunk(0, TEXT, 3), **more)).user  # pyright: ignore[reportArgumentType]


def test_everything_the_learner_wrote_is_fenced():
    turn = user_turn(title="My title", avoid=["Known question?"], complaints=["Bad question? – why"])
    outside = re.sub(r"<(\w+)-(\w+)>\n.*?\n</\1-\2>", "", turn, flags=re.DOTALL)
    for text in (TEXT, "My title", "Known question?", "Bad question?"):
        assert text in turn
        assert text not in outside


def test_what_is_not_given_has_no_fence():
    assert "<title" not in user_turn()
    assert "<existing" not in user_turn()


def test_the_fence_is_another_one_each_time():
    assert len({re.findall(r"<material-(\w+)>", user_turn())[0] for _ in range(20)}) == 20


def test_a_line_break_does_not_make_two_of_one_question():
    assert "- Known question?\n" in user_turn(avoid=["Known\n\nquestion?"])


def test_one_card_is_not_several():
    one = cards.for_cards(CardCall(Chunk(0, TEXT, 1))).user
    assert "exactly 1 flashcard from" in one
    assert "exactly 3 flashcards from" in user_turn()


def test_the_system_prompt_names_the_fence_and_shows_the_json():
    prompt = cards.for_cards(CardCall(Chunk(0, TEXT, 1)))
    system, turn = prompt.system, prompt.user
    tag = re.findall(r"<material-(\w+)>", turn)[0]
    assert f"<material-{tag}>" in system
    assert '{"cards": [{"quote"' in system
    assert TEXT not in system
