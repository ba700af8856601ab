"""Makes one frontend build work on every port.

Reflex writes the backend's address into the build, and over plain http the browser uses the port it was built with. Our
production server has pages, websocket and API at one address, so the page's own address is right. In development Vite
serves the pages from another port, and Reflex's way is kept.
"""

from typing import Final, Unpack

from reflex_base.plugins.base import Plugin, PreCompileContext
from typing_extensions import override

_CLIENT: Final = "utils/state.js"
_AS_BUILT: Final = "endpoint.hostname = frontend_hostname;"
_AS_SERVED: Final = (
    "if (import.meta.env.PROD) endpoint.host = window.location.host; else endpoint.hostname = frontend_hostname;"
)


class SameOrigin(Plugin):
    """Makes the browser code of a production build connect to the address its page came from."""

    @override
    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_modify_task"](_CLIENT, use_page_address)


def use_page_address(client: str) -> str:
    """Replace one line of the browser code. Code that has the replacement already is returned unchanged."""
    if _AS_SERVED in client:
        return client
    if client.count(_AS_BUILT) != 1:
        raise ValueError(f"this version of Reflex finds its backend in another way: look at {_CLIENT}")
    return client.replace(_AS_BUILT, _AS_SERVED)
