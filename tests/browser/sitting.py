"""Sitting down to study in a browser."""

from playwright.sync_api import Page, expect

from tests.browser.tab import Tab


def sit_down(tab: Tab, path: str) -> Page:
    """Keys mean something from here on: the card is there, or what stands in its place."""
    page = tab.open(path)
    expect(page.locator(".study-card, .rest, .empty").first).to_be_visible()
    return page
