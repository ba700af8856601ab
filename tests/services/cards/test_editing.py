"""Cards are written, found, edited and buried; a failed change changes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, CardState, Deck, Job, JobType, User
from studyapp.rules.items import CardDraft, Finding, Severity
from studyapp.services import decks
from studyapp.services.cards import bulk, editing, lists
from studyapp.services.cards.filters import CardFilter
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck


@pytest.fixture
def job(database: Database, owner: User, deck: Deck, now: datetime) -> Job:
    with database.write() as session:
        job = Job(
            user_id=owner.id,
            type=JobType.FLASHCARD_GENERATION,
            target_kind="deck",
            target_id=deck.id,
            dedup_key="x",
            run_at=now,
            created_at=now,
        )
        session.add(job)
    return job


Add = Callable[..., Card]


@pytest.fixture
def add(database: Database, owner: User, deck: Deck, now: datetime) -> Add:
    def add(question: str = "What do ribosomes make?", answer: str = "Proteins", **more: Any) -> Card:
        with database.write() as session:
            return editing.add_card(session, owner.id, deck.id, question=question, answer=answer, now=now, **more)

    return add


def test_a_new_card_is_due_at_once(add: Add, now: datetime) -> None:
    card = add(explanation="  ", tags=["cell", "Cell"])
    assert (card.state, card.due_at, card.reps) == (CardState.NEW, now, 0)
    assert (card.explanation, card.tags, card.findings) == (None, ["cell"], [])


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("Why?", "Because", "The question needs at least 5 characters"),
        ("x" * 1001, "Because", "The question can have at most 1,000 characters"),
        ("What is it?", " ", "The answer must not be empty"),
        ("What is it?", "x" * 5001, "The answer can have at most 5,000 characters"),
        ("\x00\x00\x00\x00\x00", "Because", "The question must not be empty"),
    ],
)
def test_a_card_needs_a_question_and_an_answer_that_fit(add: Add, question: str, answer: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        add(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("x" * 5, "y"), ("x" * 1000, "y" * 5000), ("ما هو؟", "<script>alert(1)</script>"), ("🧬 هل?", "👩\u200d🔬")],
)
def test_the_lengths_are_inclusive_and_any_script_is_kept_as_it_is(add: Add, question: str, answer: str) -> None:
    card = add(question, answer)
    assert (card.question, card.answer) == (question, answer)


def test_what_the_rules_say_of_an_own_card_is_a_warning(add: Add) -> None:
    card = add("Is the cell alive?", "Yes")
    assert {(finding["rule"], finding["severity"]) for finding in card.findings} >= {("F3", "warn")}


def test_an_own_card_that_repeats_another_is_kept_with_a_warning(add: Add) -> None:
    add()
    assert "F9" in {finding["rule"] for finding in add().findings}


def test_editing_runs_the_rules_again_and_keeps_the_schedule(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck, state=CardState.REVIEW, stability=8.0, reps=4, explanation="old", tags=["a"])
    later = now + timedelta(days=1)
    with database.write() as session:
        edited = editing.edit_card(session, owner.id, card.id, answer="Yes", question="Is it alive?", now=later)
        assert "F3" in {finding["rule"] for finding in edited.findings}
    with database.write() as session:
        edited = editing.edit_card(session, owner.id, card.id, question="What is it?", answer="A cell", now=later)
    assert edited.findings == []
    assert (edited.state, edited.stability, edited.reps, edited.due_at) == (CardState.REVIEW, 8.0, 4, now)
    assert (edited.explanation, edited.tags, edited.updated_at) == ("old", ["a"], later)


def test_a_card_is_not_a_duplicate_of_itself(database: Database, owner: User, add: Add, now: datetime) -> None:
    card = add()
    with database.write() as session:
        assert editing.edit_card(session, owner.id, card.id, tags=["cell"], now=now).findings == []


def test_an_explanation_stays_unless_it_is_given_and_none_takes_it_away(
    database: Database, owner: User, add: Add, now: datetime
) -> None:
    card = add(explanation="They read mRNA.")
    with database.write() as session:
        assert editing.edit_card(session, owner.id, card.id, answer="Protein", now=now).explanation == "They read mRNA."
        assert editing.edit_card(session, owner.id, card.id, explanation=None, now=now).explanation is None


def test_an_edit_that_does_not_fit_changes_nothing(database: Database, owner: User, add: Add, now: datetime) -> None:
    card = add()
    with database.write() as session, pytest.raises(BadInput):
        editing.edit_card(session, owner.id, card.id, question="What else?", answer="", now=now)
    with database.read() as session:
        assert editing.get_card(session, owner.id, card.id).question == card.question


# Finding


def questions(
    database: Database, owner: User, deck: Deck, now: datetime, search: str = "", show: CardFilter = CardFilter.ALL
) -> list[str]:
    with database.read() as session:
        page = lists.list_cards(session, owner.id, deck.id, search=search, show=show, now=now)
    assert page.total == len(page.cards)
    return [card.question for card in page.cards]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("RIBOSOM", ["What do Ribosomes make?"]),
        ("protein", ["What do Ribosomes make?"]),
        ("zell", ["What do Ribosomes make?"]),
        ("ÄHNLICH", ["Was ist ähnlich?"]),
        ("STRASSE", ["Wo ist die Straße?"]),
        ("cafe\u0301", ["Where is the Café?"]),
        ("100%", ["Is it 100% pure_gold?"]),
        ("e_g", ["Is it 100% pure_gold?"]),
        ("100x", []),
        ("1_0", []),
        ("10%pure", []),
        ("\\", []),
        ("/", []),
        ('", "', []),
        ("nobody", []),
        ("\ud800ribo\x00som", ["What do Ribosomes make?"]),
    ],
)
def test_a_search_finds_any_part_in_any_case_and_means_every_character(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add, search: str, found: list[str]
) -> None:
    add("What do Ribosomes make?", "Proteins", tags=["Zellbiologie", "x"])
    add("Was ist ähnlich?", "Nichts")
    add("Wo ist die Straße?", "Dort")
    add("Where is the Café?", "There")
    add("Is it 100% pure_gold?", "No")
    assert questions(database, owner, deck, now, search) == found


def test_a_search_does_not_join_the_question_and_the_answer(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add
) -> None:
    add("What is it: cell", "wall")
    assert questions(database, owner, deck, now, "cell wall") == []


def test_a_search_is_trimmed_and_nothing_but_spaces_shows_everything(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add
) -> None:
    add()
    assert len(questions(database, owner, deck, now, "  ribosomes\x00 ")) == 1
    assert len(questions(database, owner, deck, now, "   ")) == 1


def test_a_page_has_at_least_one_card_and_never_all_of_them(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        for _ in range(3):
            make_card(session, deck)
    with database.read() as session:
        assert len(lists.list_cards(session, owner.id, deck.id, limit=-1, offset=-5, now=now).cards) == 1
        assert len(decks.list_decks(session, owner.id, limit=-1, now=now)) == 1


def test_an_edited_card_is_found_by_its_new_words_only(
    database: Database, owner: User, deck: Deck, now: datetime, add: Add
) -> None:
    card = add()
    with database.write() as session:
        editing.edit_card(session, owner.id, card.id, question="What do lysosomes do?", answer="Digest", now=now)
    assert questions(database, owner, deck, now, "ribosomes") == []
    assert questions(database, owner, deck, now, "digest") == ["What do lysosomes do?"]


@pytest.mark.parametrize(
    ("show", "found"),
    [
        (CardFilter.ALL, {"new", "learning", "relearning", "due", "later", "suspended", "warned"}),
        (CardFilter.NEW, {"new", "warned"}),
        (CardFilter.LEARNING, {"learning", "relearning"}),
        (CardFilter.REVIEW, {"due", "later"}),
        (CardFilter.DUE, {"due", "learning"}),
        (CardFilter.SUSPENDED, {"suspended"}),
        (CardFilter.WARNED, {"warned"}),
    ],
)
def test_a_filter_shows_what_its_name_says(
    database: Database, owner: User, deck: Deck, now: datetime, show: CardFilter, found: set[str]
) -> None:
    with database.write() as session:
        make_card(session, deck, question="new")
        make_card(session, deck, question="learning", state=CardState.LEARNING)
        make_card(session, deck, question="relearning", state=CardState.RELEARNING, due_at=now + timedelta(minutes=30))
        make_card(session, deck, question="due", state=CardState.REVIEW)
        make_card(session, deck, question="later", state=CardState.REVIEW, due_at=now + timedelta(days=2))
        make_card(session, deck, question="suspended", suspended=True)
        make_card(session, deck, question="warned", findings=[{"rule": "F6", "severity": "warn", "message": "…"}])
        make_card(session, deck, question="deleted", deleted_at=now)
    assert set(questions(database, owner, deck, now, show=show)) == found


def test_cards_are_listed_newest_first_page_by_page_with_their_total(
    database: Database, owner: User, deck: Deck, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        made = [make_card(session, deck, created_at=now + timedelta(seconds=n // 3)).id for n in range(25)]
    found: list[str] = []
    with database.read() as session:
        for offset in range(0, 30, 10):
            with statements() as sent:
                page = lists.list_cards(session, owner.id, deck.id, now=now, offset=offset, limit=10)
            found += [card.id for card in page.cards]
            assert page.total == 25
            assert len(sent) <= 4
    assert found == made[::-1]


# All or none


def test_suspending_resuming_deleting_and_restoring_say_how_many(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        ids = [make_card(session, deck).id for _ in range(3)]
    with database.write() as session:
        assert bulk.suspend_cards(session, owner.id, [*ids, ids[0]], now=now) == 3
        assert editing.get_card(session, owner.id, ids[0]).suspended
        assert bulk.resume_cards(session, owner.id, ids[:2], now=now) == 2
        assert not editing.get_card(session, owner.id, ids[0]).suspended
        assert bulk.delete_cards(session, owner.id, ids, now=now) == 3
        assert lists.list_cards(session, owner.id, deck.id, now=now).total == 0
        assert bulk.restore_cards(session, owner.id, ids, now=now) == 3
        assert lists.list_cards(session, owner.id, deck.id, now=now).total == 3
        assert bulk.suspend_cards(session, owner.id, [], now=now) == 0


@pytest.mark.parametrize("change", [bulk.suspend_cards, bulk.resume_cards, bulk.delete_cards, bulk.restore_cards])
def test_one_card_that_is_missing_or_foreign_keeps_all_others_as_they_are(
    database: Database, owner: User, stranger: User, deck: Deck, now: datetime, change: Callable[..., int]
) -> None:
    with database.write() as session:
        mine, foreign = make_card(session, deck), make_card(session, make_deck(session, stranger))
        for other in (foreign.id, "missing"):
            with pytest.raises(NotFound):
                change(session, owner.id, [mine.id, other], now=now)
    with database.read() as session:
        kept = editing.get_card(session, owner.id, mine.id)
        assert (kept.suspended, kept.deleted_at) == (False, None)
        assert editing.get_card(session, stranger.id, foreign.id).deleted_at is None


def test_too_many_cards_at_once_are_refused(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session, pytest.raises(BadInput, match="at most 1,000 cards"):
        bulk.delete_cards(session, owner.id, [str(n) for n in range(1001)], now=now)


# What generators save


def draft(question: str = "What do ribosomes make?") -> CardDraft:
    return CardDraft(question, "Proteins", explanation="…", quote="ribosomes make proteins", page=3, tags=("cell",))


def test_a_saved_draft_carries_its_source_and_its_warnings(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    finding = Finding("F11", Severity.WARN, "unexplained acronym")
    with database.write() as session:
        card = editing.save_draft(
            session,
            owner.id,
            deck.id,
            draft(),
            findings=[finding],
            source_title="Cells",
            job_id=job.id,
            ordinal=0,
            now=now,
        )
    assert (card.source_title, card.source_page, card.source_quote) == ("Cells", 3, "ribosomes make proteins")
    assert card.findings == [{"rule": "F11", "severity": "warn", "message": "unexplained acronym"}]
    assert (card.kind, card.tags, card.state) == ("basic", ["cell"], CardState.NEW)


def test_what_a_model_wrote_is_made_storable_and_tags_that_do_not_fit_are_left_out(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    odd = CardDraft(
        "What\ud800 is\x00 it?", "A\x00 cell", explanation="\ud800", quote="q\x00", tags=("x" * 51, "ok", "OK")
    )
    with database.write() as session:
        card = editing.save_draft(
            session,
            owner.id,
            deck.id,
            odd,
            findings=[],
            source_title=None,
            job_id=job.id,
            ordinal=0,
            now=now,
        )
    assert (card.question, card.answer, card.explanation, card.source_quote) == ("What is it?", "A cell", "", "q")
    assert card.tags == ["ok"]


def test_saving_an_item_of_a_job_again_adds_nothing_and_the_cards_of_a_job_keep_their_order(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    with database.write() as session:
        for ordinal in (2, 0, 1, 1):
            editing.save_draft(
                session,
                owner.id,
                deck.id,
                draft(f"What is number {ordinal}?"),
                findings=[],
                source_title=None,
                job_id=job.id,
                ordinal=ordinal,
                now=now,
            )
        made = lists.cards_of_job(session, owner.id, job.id)
        assert [card.question for card in made] == [f"What is number {n}?" for n in range(3)]


def test_the_cards_of_a_job_stand_together_in_the_order_of_the_material(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    with database.write() as session:
        by_hand = make_card(session, deck, question="by hand", created_at=now - timedelta(days=1))
        for ordinal in range(3):
            saved_at = now + timedelta(minutes=ordinal)
            editing.save_draft(
                session,
                owner.id,
                deck.id,
                draft(f"number {ordinal}"),
                findings=[],
                source_title=None,
                job_id=job.id,
                ordinal=ordinal,
                now=saved_at,
            )
    with database.read() as session:
        listed = lists.list_cards(session, owner.id, deck.id, now=now).cards
    assert [card.question for card in listed] == ["number 0", "number 1", "number 2", by_hand.question]


def test_a_draft_for_a_deck_that_was_deleted_meanwhile_is_not_saved(
    database: Database, owner: User, deck: Deck, job: Job, now: datetime
) -> None:
    with database.write() as session:
        decks.delete_deck(session, owner.id, deck.id, now=now)
        with pytest.raises(NotFound):
            editing.save_draft(
                session,
                owner.id,
                deck.id,
                draft(),
                findings=[],
                source_title=None,
                job_id=job.id,
                ordinal=0,
                now=now,
            )


def test_known_cards_are_those_of_the_deck_that_are_there(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        make_card(session, deck, question="here")
        make_card(session, deck, question="deleted", deleted_at=now)
        make_card(session, make_deck(session, owner), question="elsewhere")
        assert [known.question for known in lists.known_cards(session, owner.id, deck.id)] == ["here"]
