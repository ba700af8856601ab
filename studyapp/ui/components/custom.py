"""Custom elements, whose names have a hyphen."""

from reflex_components_core.el.element import Element


class CustomElement(Element):
    """Reflex makes JavaScript names of tags, where a hyphen cannot stand: `tag` is written with an underscore."""

    def _get_tag_name(self) -> str:
        return f'"{str(self.tag).replace("_", "-")}"'
