from studyapp.generation import cards
from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.checking import CheckedCard
from studyapp.rules.items import CardDraft, Finding, KnownCard, Severity
from tests.generation.material import CELLS

CHUNK = Chunk(0, CELLS, 5)


def card(question: str, *findings: tuple[str, Severity]) -> CheckedCard:
    made = tuple(Finding(rule, severity, f"{rule} says so.") for rule, severity in findings)
    return CheckedCard(CardDraft(question, "an answer"), made)


def test_a_warning_rejects_nothing():
    assert not card("Q?", ("F6", Severity.WARN)).is_rejected
    assert card("Q?", ("F6", Severity.WARN), ("F8", Severity.REJECT)).is_rejected


def test_a_repair_asks_for_as_many_as_were_rejected_and_says_why():
    rejected = [card("Q1?", ("F6", Severity.WARN), ("F8", Severity.REJECT)), card("", ("F1", Severity.REJECT))]
    repair = cards.repair(CardCall(CHUNK, title="Cells", avoid=["Known?"]), rejected)
    assert repair.chunk.count == 2
    assert repair.complaints == ["Q1? – F8 says so.", "(no question) – F1 says so."]
    assert (repair.title, repair.avoid, repair.chunk.text) == ("Cells", ["Known?"], CELLS)


def test_a_repair_asks_for_no_more_than_are_missing():
    rejected = [card(f"Q{number}?", ("F8", Severity.REJECT)) for number in range(9)]
    assert cards.repair(CardCall(CHUNK), rejected).chunk.count == 5


def test_questions_on_the_same_subject_are_avoided_and_others_not_mentioned():
    known = [
        KnownCard("What does the mitochondrion produce?", "chemical energy"),
        KnownCard("Who painted the Mona Lisa?", "Leonardo da Vinci"),
        KnownCard("My own?", "one"),
    ]
    assert cards.questions_to_avoid(CELLS, own=["My own?"], known=known) == [
        "My own?",
        "What does the mitochondrion produce?",
    ]


def test_the_list_of_questions_to_avoid_stays_short():
    known = [KnownCard(f"What does the mitochondrion produce {number}?", "energy") for number in range(500)]
    assert len(cards.questions_to_avoid(CELLS, own=["My own?"], known=known)) == cards.MOST_AVOIDED
