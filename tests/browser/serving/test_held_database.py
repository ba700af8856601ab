"""Pages while another program holds the database."""

from playwright.sync_api import expect

from studyapp.database import Database
from studyapp.models import Theme
from studyapp.services import accounts
from tests.browser.conftest import OpenTab
from tests.browser.server import Server
from tests.browser.study.studying import organelles
from tests.holding import held_elsewhere


def test_a_page_that_cannot_show_its_card_yet_stays_busy(server: Server, open_tab: OpenTab) -> None:
    """The rest of the page is there already: the learner's theme shows that the tab has received it."""
    deck = organelles(server)
    database = Database(f"sqlite:///{server.data_dir / 'studyapp.db'}")
    with database.write() as session:
        accounts.save_preferences(session, accounts.LOCAL_OWNER_ID, theme=Theme.DARK)
    page = open_tab(server).page
    with held_elsewhere(database):
        page.goto(f"{server.url}/study/{deck}?mode=flashcard")
        expect(page.locator("html.dark")).to_be_attached()
        expect(page.locator("main .placeholder-bones")).to_be_visible()
        expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".study-card")).to_be_visible()
    database.dispose()
