"""Elements our own scripts define."""

from typing import ClassVar

from reflex_components_core.el.element import Element


class CustomElement(Element):
    """Reflex builds JavaScript identifiers from `tag`, and the names of custom elements have a hyphen: so `tag` is a
    word, and the page is given `element`."""

    element: ClassVar[str] = ""

    def _get_tag_name(self) -> str:
        return f'"{self.element}"'
