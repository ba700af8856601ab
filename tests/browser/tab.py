"""A browser tab that records what a learner does not notice: console errors, failed scripts, foreign requests."""

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

SERIOUS = ("serious", "critical")
LOOKS = 5
WATCH_ELEMENTS = """
window.elementsChanged = false;
window.elementsWatcher?.disconnect();
window.elementsWatcher = new MutationObserver((changes) => {
  if (changes.some((change) => [...change.removedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE)))
    window.elementsChanged = true;
});
window.elementsWatcher.observe(document.body, { childList: true, subtree: true });
"""


def wait_until_read(page: Page) -> Page:
    """Wait until the page is connected and shows its rows, because earlier keys and clicks are lost."""
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")
    return page


def reload(page: Page) -> None:
    page.reload()
    wait_until_read(page)


class Tab:
    """A page and its complaints. Tests call Playwright's own methods through `page`."""

    def __init__(self, context: BrowserContext, *, home: str) -> None:
        self._home = home
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script failed: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("websocket", lambda socket: self._asked(socket.url))

    def open(self, path: str) -> Page:
        """Open the address, and return once the page is connected and has read its rows."""
        self.page.goto(f"{self._home}{path}")
        return wait_until_read(self.page)

    def accessibility_violations(self) -> list[str]:
        """The violations of level serious and above that axe finds on the page.

        If elements came or went during the check, it is repeated, because nobody sees such a page.
        """
        found: list[str] = []
        for _ in range(LOOKS):
            self.page.evaluate(WATCH_ELEMENTS)
            found = self._violations()
            if not found or not self.page.evaluate("window.elementsChanged"):
                break
        return found

    def _violations(self) -> list[str]:
        violations: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{found['id']} ({found['impact']}): {found['help']}: {[node['target'] for node in found['nodes']]}"
            for found in violations
            if found["impact"] in SERIOUS
        ]

    def forgive(self) -> None:
        """Clear the complaints so far, e.g. about a connection that was cut on purpose."""
        self.complaints.clear()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self._home).netloc:
            self.complaints.append(f"request to a stranger: {url}")
