"""HTML elements that our own scripts define."""

from typing import ClassVar

from reflex_components_core.el.element import Element


class CustomElement(Element):
    """A custom element for the page.

    Reflex builds JavaScript identifiers from `tag`, but names of custom elements have a hyphen. So `tag` is a plain
    word, and the page gets `element`.
    """

    element: ClassVar[str] = ""

    def _get_tag_name(self) -> str:
        return f'"{self.element}"'
