"""The trash: everything deleted is there for thirty days, and nothing else is ever deleted for good."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, func, select

from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.models import Card, CardState, Deck, Goal, Rating, Review, SkillNode, StudySession, User
from studyapp.services import accounts, decks, trash
from studyapp.services.cards import bulk
from studyapp.services.goals import goals
from studyapp.services.scheduling.day_limits import Limits, limits_now
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import answers, presentations, sessions, today
from studyapp.services.trash import removing
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck, make_goal, make_node, make_review

DAY = timedelta(days=1)


def count(session: Session, table: type[Card | Deck | Review | StudySession]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def test_what_was_deleted_last_stands_first_and_says_when_it_goes(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        biology, gone = make_deck(session, owner), make_deck(session, owner, title="Old")
        card, before = make_card(session, biology, question="deleted?"), make_card(session, gone, question="before?")
        make_card(session, gone, question="along?")
        bulk.delete_cards(session, owner.id, [card.id], now=now)
        bulk.delete_cards(session, owner.id, [before.id], now=now + DAY)
        decks.delete_deck(session, owner.id, gone.id, now=now + 2 * DAY)
        page = trash.list_trash(session, owner.id)
    assert [(item.kind, item.text, item.cards, item.is_restorable) for item in page.items] == [
        ("deck", "Old", 1, True),
        ("card", "before?", 1, False),
        ("card", "deleted?", 1, True),
    ]
    assert (page.total, page.items[2].goes_at, page.items[2].place) == (3, now + 30 * DAY, "Biology")


def test_the_trash_is_paged(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        for number in range(5):
            card = make_card(session, deck, question=f"Number {number}?")
            bulk.delete_cards(session, owner.id, [card.id], now=now + number * DAY)
        page = trash.list_trash(session, owner.id, offset=2, limit=2)
    assert ([item.text for item in page.items], page.total) == (["Number 2?", "Number 1?"], 5)


def test_what_is_deleted_for_ever_leaves_its_answers_and_study_sessions_in_the_log(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        deck, other = make_deck(session, owner), make_deck(session, owner)
        card, kept = make_card(session, deck), make_card(session, deck)
        review = make_review(session, card)
        make_card(session, other)
        sessions.start_session(session, owner.id, scope=Scope(other.id), now=now)
        bulk.delete_cards(session, owner.id, [card.id], now=now)
        decks.delete_deck(session, owner.id, other.id, now=now)
    with database.write() as session:
        assert trash.delete_for_ever(session, owner.id, card_ids=[card.id], deck_ids=[other.id]) == 2
    with database.read() as session:
        assert [each.id for each in session.exec(select(Card)).all()] == [kept.id]
        assert (count(session, Deck), count(session, StudySession)) == (1, 1)
        left = session.exec(select(Review)).one()
        assert (left.id, left.card_id, left.deck_id) == (review.id, card.id, deck.id)


def test_the_purge_of_a_studied_deck_changes_no_figure_of_the_day(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        accounts.save_preferences(session, owner.id, new_per_day=3, reviews_per_day=2)
        deck, other = make_deck(session, owner), make_deck(session, owner, new_per_day=2)
        begun, known = make_card(session, other), make_card(session, deck, state=CardState.REVIEW, due_at=now)
        study_session = sessions.start_session(session, owner.id, now=now)
        for card in (begun, known):
            answers.record_answer(
                session, owner.id, card.id, rating=4, duration_ms=2_000, session_id=study_session.id, now=now
            )

    def figures() -> tuple[object, ...]:
        with database.read() as session:
            totals = today.today(session, owner.id, now=now).totals
            progress = sessions.session_progress(session, owner.id, study_session.id, now=now)
            limits = limits_now(session, accounts.get_user(session, owner.id), now=now)
            return totals.answered_today, totals.seconds_today, progress.answered, progress.correct, limits

    before = figures()
    assert before[-1] == Limits(new=2, reviews=1, new_by_deck={other.id: 1})
    with database.write() as session:
        bulk.delete_cards(session, owner.id, [begun.id], now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)
        trash.delete_for_ever(session, owner.id, card_ids=[begun.id], deck_ids=[deck.id])
    assert figures() == before


def test_an_answer_to_a_card_that_is_gone_stands(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        card = make_card(session, make_deck(session, owner))
        review_id = answers.record_answer(session, owner.id, card.id, rating=3, duration_ms=1, now=now).review_id
        bulk.delete_cards(session, owner.id, [card.id], now=now)
        trash.delete_for_ever(session, owner.id, card_ids=[card.id])
    with database.write() as session:
        with pytest.raises(Conflict, match="deleted for ever"):
            answers.undo_answer(session, owner.id, now=now)
        with pytest.raises(Conflict, match="deleted for ever"):
            answers.lower_answer(session, owner.id, review_id, rating=Rating.HARD)
        assert answers.next_card(session, owner.id, now=now) is None


def test_undo_does_not_take_back_an_earlier_answer_in_place_of_one_to_a_card_that_is_gone(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        cards = [make_card(session, deck, question=f"Number {number}?").id for number in range(2)]
        study_session = sessions.start_session(session, owner.id, now=now)
        for card_id in cards:
            shown = presentations.present(session, owner.id, study_session.id, now=now)
            assert shown
            assert shown.card.id == card_id
            presentations.grade(session, owner.id, shown.id, rating=Rating.EASY, now=now)
        bulk.delete_cards(session, owner.id, cards[1:], now=now)
        trash.delete_for_ever(session, owner.id, card_ids=cards[1:])
    with database.write() as session:
        with pytest.raises(Conflict, match="deleted for ever"):
            presentations.undo(session, owner.id, study_session.id, now=now)
        assert count(session, Review) == 2


def test_many_decks_come_back_with_their_cards_in_as_many_statements_as_one(
    database: Database, owner: User, now: datetime, statements: CountStatements
) -> None:
    sent: list[int] = []
    for number in (1, 4):
        with database.write() as session:
            gone = [make_deck(session, owner) for _ in range(number)]
            alone, along = make_card(session, make_deck(session, owner)), [make_card(session, deck) for deck in gone]
            before = make_card(session, gone[0])
            bulk.delete_cards(session, owner.id, [alone.id, before.id], now=now)
            for place, deck in enumerate(gone):
                decks.delete_deck(session, owner.id, deck.id, now=now + place * DAY)
            session.commit()
            ids = [deck.id for deck in gone]
            with statements() as counted:
                assert trash.restore(session, owner.id, card_ids=[alone.id], deck_ids=ids, now=now) == number + 1
            assert [each.deleted_at for each in (*gone, alone, *along)] == [None] * (2 * number + 1)
            assert before.deleted_at == now, "it was deleted by itself"
            sent.append(len(counted))
    assert sent[0] == sent[1]


def test_decks_come_back_all_or_none(database: Database, owner: User, stranger: User, now: datetime) -> None:
    with database.write() as session:
        mine, theirs = make_deck(session, owner, deleted_at=now), make_deck(session, stranger, deleted_at=now)
        with pytest.raises(NotFound):
            trash.restore(session, owner.id, deck_ids=[mine.id, theirs.id], now=now)
        assert (mine.deleted_at, theirs.deleted_at) == (now, now)


def test_a_study_session_of_a_deck_that_is_gone_for_ever_is_over_and_shows_no_other_deck(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        make_card(session, make_deck(session, owner))
        study_session = sessions.start_session(session, owner.id, scope=Scope(deck.id), now=now)
        decks.delete_deck(session, owner.id, deck.id, now=now)
        trash.delete_for_ever(session, owner.id, deck_ids=[deck.id])
    with database.write() as session:
        assert presentations.present(session, owner.id, study_session.id, now=now + DAY / 24) is None
        assert sessions.get_session(session, owner.id, study_session.id).ended_at == now
        assert sessions.start_session(session, owner.id, now=now + DAY / 24).id != study_session.id


def test_only_what_is_in_the_trash_and_ones_own_goes_for_ever(
    database: Database, owner: User, stranger: User, now: datetime
) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        there, deleted = make_card(session, deck), make_card(session, deck, deleted_at=now)
        for who, card_ids, deck_ids in (
            (owner.id, [deleted.id, there.id], []),
            (owner.id, [deleted.id], [deck.id]),
            (stranger.id, [deleted.id], []),
        ):
            with pytest.raises(NotFound):
                trash.delete_for_ever(session, who, card_ids=card_ids, deck_ids=deck_ids)
        assert count(session, Card) == 2
        assert trash.list_trash(session, stranger.id).items == []


def test_the_daily_purge_takes_only_what_was_deleted_thirty_days_ago(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        deck, gone = make_deck(session, owner), make_deck(session, owner)
        kept = make_card(session, deck, created_at=now - 1000 * DAY, is_candidate=True, suspended=True)
        deleted = make_card(session, deck)
        make_card(session, gone)
        bulk.delete_cards(session, owner.id, [deleted.id], now=now)
        decks.delete_deck(session, owner.id, gone.id, now=now)

    def purge(at: datetime) -> int:
        with database.write() as session:
            return trash.purge(session, now=at)

    assert purge(now + 30 * DAY) == 0
    assert purge(now + 30.1 * DAY) == 3
    assert purge(now + 9_000 * DAY) == 0
    with database.read() as session:
        assert [card.id for card in session.exec(select(Card)).all()] == [kept.id]
        assert [each.id for each in session.exec(select(Deck)).all()] == [deck.id]


def test_a_deck_larger_than_a_batch_goes_in_several(
    database: Database, owner: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removing, "BATCH", 2)
    with database.write() as session:
        deck = make_deck(session, owner)
        for number in range(5):
            make_card(session, deck, question=f"Number {number}?")
        decks.delete_deck(session, owner.id, deck.id, now=now)
        taken = [trash.purge(session, now=now + 31 * DAY) for _ in range(4)]
    assert taken == [2, 2, 2, 0]
    with database.read() as session:
        assert (count(session, Card), count(session, Deck)) == (0, 0)


def test_a_goal_and_the_deck_made_for_it_are_one_thing(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        goal, other = make_goal(session, owner, deck_id=deck.id), make_deck(session, owner, title="Old")
        node = make_node(session, goal)
        card = make_card(session, deck, node_id=node.id)
        decks.delete_deck(session, owner.id, other.id, now=now)
        goals.delete_goals(session, owner.id, [goal.id], now=now + DAY)
        page = trash.list_trash(session, owner.id)
    assert [(item.kind, item.text, item.cards) for item in page.items] == [("goal", "Botany", 1), ("deck", "Old", 0)]
    assert page.total == 2
    with database.write() as session:
        assert trash.restore(session, owner.id, goal_ids=[goal.id], now=now + DAY) == 1
    with database.read() as session:
        assert decks.get_deck(session, owner.id, deck.id).title == "Biology"
        assert session.get_one(Card, card.id).node_id == node.id
        assert [item.text for item in trash.list_trash(session, owner.id).items] == ["Old"]


@pytest.mark.parametrize("way", ["at once", "after thirty days"])
def test_a_goal_that_goes_for_good_takes_its_skills_and_its_own_deck_and_leaves_the_log(
    database: Database, owner: User, now: datetime, way: str
) -> None:
    with database.write() as session:
        own, kept = make_deck(session, owner), make_deck(session, owner)
        goal, onto = make_goal(session, owner, deck_id=own.id), make_goal(session, owner, deck_id=kept.id)
        onto.owns_deck = False
        nodes = [make_node(session, each) for each in (goal, onto)]
        made = [make_card(session, deck, node_id=node.id) for deck, node in zip((own, kept), nodes, strict=True)]
        scopes = (Scope(goal_id=goal.id), Scope(node_id=nodes[0].id))
        studied = [sessions.start_session(session, owner.id, scope=scope, now=now) for scope in scopes]
        for each in studied:
            make_review(session, made[0], session_id=each.id, number=studied.index(each) + 1)
        goals.delete_goals(session, owner.id, [goal.id, onto.id], now=now)
    with database.write() as session:
        if way == "at once":
            assert trash.delete_for_ever(session, owner.id, goal_ids=[goal.id, onto.id]) == 2
        else:
            assert trash.purge(session, now=now + 31 * DAY) == 4
    with database.read() as session:
        assert (session.exec(select(Goal)).all(), session.exec(select(SkillNode)).all()) == ([], [])
        assert [(card.id, card.node_id) for card in session.exec(select(Card))] == [(made[1].id, None)]
        assert [deck.id for deck in session.exec(select(Deck))] == [kept.id]
        assert count(session, Review) == 2
        left = session.exec(select(StudySession)).all()
        assert [(each.goal_id, each.node_id, each.ended_at) for each in left] == [(None, None, now)] * 2


def test_a_goal_that_would_be_one_too_many_stays_in_the_trash(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        gone = make_goal(session, owner)
        goals.delete_goals(session, owner.id, [gone.id], now=now)
        for _ in range(goals.MOST_ACTIVE):
            make_goal(session, owner)
        with pytest.raises(Conflict, match="goals are active"):
            trash.restore(session, owner.id, goal_ids=[gone.id], now=now)
        assert trash.list_trash(session, owner.id).total == 1
