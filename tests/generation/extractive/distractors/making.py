"""Makes wrong answers twice, and checks that they are the same and that no rule rejects them."""

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.rules.cards import is_rejected
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.items import KnownCard

CELL = (
    KnownCard("Which part makes most of the cell's ATP?", "Mitochondrion"),
    KnownCard("Which part holds the DNA of the cell?", "Nucleus"),
    KnownCard("Which part builds proteins in the cell?", "Ribosome"),
    KnownCard("Which part makes sugar from light?", "Chloroplast"),
    KnownCard("Which part digests worn parts of the cell?", "Lysosome"),
    KnownCard("Who saw cells for the first time?", "Robert Hooke"),
    KnownCard("Who named the nucleus of the cell?", "Robert Brown"),
    KnownCard("Who stated that cells come from cells?", "Rudolf Virchow"),
    KnownCard("Who founded the theory of cells in plants?", "Matthias Schleiden"),
    KnownCard("When did Hooke publish his drawings of cells?", "1665"),
    KnownCard("Why do cells need ATP?", "To drive reactions that take up energy"),
    KnownCard("Which king of France was called the Sun King?", "Louis XIV"),
)


def made(stem: str, answer: str, siblings: tuple[KnownCard, ...] = (), **more: object) -> list[str]:
    call = DistractorCall(stem, answer, siblings=tuple(card for card in siblings if card.question != stem), **more)  # pyright: ignore[reportArgumentType]
    found = make_distractors(call)
    assert found == make_distractors(call)
    distractors = (*call.kept, *found)
    assert not found or not is_rejected(
        check_choices(ChoiceDraft(stem, answer, distractors), least=len(distractors), others=siblings)
    )
    return found
