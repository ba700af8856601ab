"""The settings page's section about studying."""

import reflex as rx

from studyapp.ui.components.fields import described_by, field, notice
from studyapp.ui.pages.settings.rows import hour_words, time_zones
from studyapp.ui.pages.settings.state import SettingsState
from studyapp.ui.pages.settings.study_state import StudySettingsState
from studyapp.ui.pages.settings.switch import switch


def studying() -> rx.Component:
    return rx.el.div(
        _retention(),
        rx.el.div(
            _written("new_per_day", "New cards per day", "0 begins no new ones. A deck can have its own, lower limit."),
            _written("reviews_per_day", "Reviews per day", "Cards you are just learning always come."),
            class_name="pair",
        ),
        rx.el.div(
            _written(
                "learning_steps",
                "Learning steps",
                "When a new card comes back, for each time you know it: 1m 10m. Empty: only once it is due.",
            ),
            _written("relearning_steps", "Relearning steps", "The same for a card you have forgotten."),
            class_name="pair",
        ),
        _written("maximum_interval_days", "Longest interval, in days", "No card stays away for longer than this."),
        _day_start(),
        _timezone(),
        _candidates(),
        class_name="form",
    )


def _written(name: str, label: str, hint: str) -> rx.Component:
    """A text field that is saved on Enter and when it is left."""
    saved = getattr(SettingsState.study, name)
    box = rx.el.input(
        id=name,
        value=saved,
        on_change=lambda text: StudySettingsState.write(name, text),
        inputmode="text" if name.endswith("steps") else "numeric",
        autocomplete="off",
        spell_check=False,
        aria_describedby=described_by(name),
        class_name="text-box",
    )
    control = rx.debounce_input(box, debounce_timeout=-1)
    return field(label, control, name=name, hint=hint, error=StudySettingsState.refused.get(name, ""))


def _candidates() -> rx.Component:
    return switch(
        "Look at new cards first",
        "Cards that are made for you wait until you keep, mend or drop them. They are not studied before.",
        name="candidates",
        checked=SettingsState.study.reviews_candidates,
        on_change=StudySettingsState.review_candidates,
    )


def _retention() -> rx.Component:
    slider = rx.el.input(
        id="retention",
        type="range",
        min="70",
        max="99",
        step="1",
        value=SettingsState.retention.to(str),
        on_change=SettingsState.choose_retention,  # pyright: ignore[reportArgumentType]  (a range's value is a number)
        aria_describedby=described_by("retention"),
    )
    control = rx.el.div(
        rx.debounce_input(slider, debounce_timeout=250),
        rx.el.output(SettingsState.retention, " %", html_for="retention", class_name="numeral"),
        class_name="range",
    )
    hint = (
        "How many cards you want to still know when they come up. Higher means more reviews: from 90 % to 95 % about "
        "half as many again. It applies from each card's next answer."
    )
    return field("Desired retention", control, name="retention", hint=hint)


def _day_start() -> rx.Component:
    options = [rx.el.option(hour_words(hour), value=str(hour)) for hour in range(24)]
    control = rx.el.select(
        *options,
        id="day-start",
        value=SettingsState.day_starts_at_hour.to(str),
        on_change=SettingsState.choose_day_start,
        aria_describedby=described_by("day-start"),
        class_name="select",
    )
    hint = "Until this hour, studying late at night still counts for the day before."
    return field("A new day starts at", control, name="day-start", hint=hint)


def _timezone() -> rx.Component:
    zones = time_zones()
    unlisted = rx.cond(
        rx.Var.create(zones).contains(SettingsState.timezone), rx.fragment(), rx.el.option(SettingsState.timezone)
    )
    control = rx.el.select(
        unlisted,
        *[rx.el.option(zone.replace("_", " "), value=zone) for zone in zones],
        id="timezone",
        value=SettingsState.timezone,
        on_change=SettingsState.choose_timezone,
        aria_describedby=described_by("timezone"),
        class_name="select",
    )
    return rx.el.div(field("Time zone", control, name="timezone"), _browser_zone(), class_name="form")


def _browser_zone() -> rx.Component:
    offer = notice(
        rx.el.span("This browser is in ", rx.el.strong(SettingsState.browser_timezone), ". "),
        rx.button(
            "Use it", on_click=SettingsState.choose_timezone(SettingsState.browser_timezone), size="1", variant="soft"
        ),
        icon="globe",
    )
    return rx.cond(
        (SettingsState.browser_timezone != "") & (SettingsState.browser_timezone != SettingsState.timezone),
        offer,
        rx.fragment(),
    )
