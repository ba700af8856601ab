"""The tree as a picture: circles filled by mastery, which open their skill."""

from typing import ClassVar

import reflex as rx

from studyapp.ui.components.elements.custom_element import CustomElement
from studyapp.ui.components.links import link
from studyapp.ui.pages.goal.layout import LINE, RADIUS, WIDTH
from studyapp.ui.pages.goal.state import GoalState
from studyapp.ui.pages.goal.view.lines import DRAWINGS, PlacedDrawing, PlacedSpot
from studyapp.ui.pages.goal.view.marks import state_words


class SkillMap(CustomElement):
    """Wrap this around the picture. On a phone it moves the focus along with the chosen skill."""

    tag = "SkillMap"
    element: ClassVar[str] = "skill-map"


def skill_map() -> rx.Component:
    picture = rx.el.section(
        rx.foreach(DRAWINGS, _drawing),
        rx.el.p(
            "A circle fills up as its skill is mastered. The tree says the same in words.",
            class_name="note skill-map-key",
        ),
        class_name="skill-map",
        aria_label="Map of the skills",
    )
    return SkillMap.create(picture)


def _drawing(drawing: rx.vars.ObjectVar[PlacedDrawing]) -> rx.Component:
    return rx.el.svg(
        rx.foreach(drawing.spots, lambda spot: rx.el.path(d=spot.edge, class_name="skill-edge", key=spot.id)),
        rx.foreach(drawing.spots, _spot),
        key=drawing.id,
        view_box=rx.Var.create(f"0 0 {WIDTH} {drawing.height}"),
        role="group",
        aria_label=drawing.title,
        class_name="skill-drawing surface",
    )


def _spot(spot: rx.vars.ObjectVar[PlacedSpot]) -> rx.Component:
    row = spot.row
    off = rx.cond(row.is_enabled, "", "off, ")
    drawn = rx.el.g(
        rx.el.title(f"{row.path} {row.title}"),
        _field(spot),
        rx.el.circle(r=RADIUS, class_name="skill-ring"),
        # A stroke as wide as the circle's radius is a pie: its dash is the part that is filled.
        rx.el.circle(
            r=f"{RADIUS / 2}",
            path_length=100,
            stroke_width=RADIUS,
            stroke_dasharray=rx.Var.create(f"{row.mastery} 100"),
            class_name="skill-filled",
        ),
        rx.el.text(spot.label, x=RADIUS + 8, y=5, class_name="skill-label"),
        transform=rx.Var.create(f"translate({spot.x} {spot.y})"),
    )
    return link(
        drawn,
        to=rx.Var.create(f"/goals/{GoalState.opened_id}?view=map&node={spot.id}"),
        key=spot.id,
        aria_label=rx.Var.create(f"{row.path} {row.title}, {off}{state_words(row.state)}, {row.mastery} % mastered"),
        aria_current=rx.cond(GoalState.pane.id == spot.id, "page", "false"),
        data_skill=spot.id,
        class_name="skill-spot",
        custom_attrs={
            "preventScrollReset": True,
            "data-state": row.state,
            "data-off": rx.cond(row.is_enabled, "", "off"),
        },
    )


def _field(spot: rx.vars.ObjectVar[PlacedSpot]) -> rx.Component:
    """The line a skill has for itself. It shows the focus, so no edge of it may lie outside the drawing."""
    left, height = -RADIUS - 3, LINE - 4
    width = rx.Var(f"({WIDTH - 2 - left} - {spot.x})")
    return rx.el.rect(x=left, y=-height // 2, width=width, height=height, rx=4, class_name="skill-spot-field")
