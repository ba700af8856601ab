from studyapp.generation.extractive.cards.choice import choose
from studyapp.generation.extractive.cards.proposals import Candidate
from studyapp.rules.items import Passage

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
PASSAGE = Passage(" ".join(f"The fact number {name} stands here." for name in NUMBERS))


def candidate(at: int, score: float = 0.8, *, order: int | None = None, **changes: str) -> Candidate:
    name = NUMBERS[at]
    question = changes.get("question", f"Which animal did explorer {name} keep on island {name}?")
    answer = changes.get("answer", f"{name} horse")
    return Candidate(question, answer, f"The fact number {name} stands", at if order is None else order, score)


def chosen(candidates: list[Candidate], count: int, *, avoid: tuple[str, ...] = ()) -> list[int]:
    return [choice.order for choice in choose(candidates, count=count, passage=PASSAGE, avoid=avoid)]


def test_the_best_are_taken_in_the_order_of_the_text() -> None:
    candidates = [candidate(0, 0.6), candidate(1, 0.9), candidate(2, 0.55), candidate(3, 0.95)]
    assert chosen(candidates, 2) == [1, 3]


def test_equal_ones_are_spread_over_the_text() -> None:
    picked = chosen([candidate(at) for at in range(12)], 4)
    assert [at // 3 for at in picked] == [0, 1, 2, 3]


def test_what_promises_little_is_not_taken_however_many_are_wanted() -> None:
    assert chosen([candidate(0), candidate(1, 0.45)], 5) == [0]


def test_a_broken_rule_gives_way_to_the_next_best() -> None:
    assert chosen([candidate(0, 0.9, question="Is this a card?", answer="Yes"), candidate(1, 0.6)], 1) == [1]


def test_a_sentence_gives_one_card_unless_a_second_is_very_good() -> None:
    assert chosen([candidate(0, 0.8, order=0), candidate(1, 0.8, order=0)], 2) == [0]
    assert chosen([candidate(0, 0.9, order=0), candidate(1, 0.9, order=0)], 2) == [0, 0]


def test_a_definition_and_its_twin_in_the_glossary_are_one_card() -> None:
    answers = ("an ordered series of events in a cell", "ordered series of events in a cell")
    twins = [candidate(at, answer=answer) for at, answer in enumerate(answers)]
    assert chosen(twins, 2) == [0]


def test_known_questions_are_left_out() -> None:
    assert chosen([candidate(0), candidate(1)], 2, avoid=(candidate(0).question,)) == [1]


def test_what_was_asked_before_counts_as_chosen() -> None:
    candidates = [candidate(0, 0.8, order=0), candidate(1, 0.8, order=0), candidate(2, 0.7, order=2)]
    assert chosen(candidates, 2, avoid=(candidates[0].question,)) == [2]
