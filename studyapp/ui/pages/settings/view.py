"""The view of the settings page."""

import reflex as rx
from reflex.style import set_color_mode

from studyapp.jobs.store.claims import SEATS
from studyapp.models import Theme
from studyapp.ui.components.elements.moments import count_down
from studyapp.ui.components.empty import bones
from studyapp.ui.frame.layout import page, section
from studyapp.ui.pages.settings.rows import LimitRow
from studyapp.ui.pages.settings.state import SettingsState
from studyapp.ui.pages.settings.studying import studying
from studyapp.ui.pages.settings.switch import switch

_HOSTED = "ANTHROPIC_API_KEY=sk-ant-…\nSTUDYAPP_MODEL=claude-sonnet-5-5"
_LOCAL = "ANTHROPIC_BASE_URL=http://localhost:11434\nSTUDYAPP_MODEL=qwen3:8b"


def settings_page() -> rx.Component:
    return page(
        rx.cond(SettingsState.loaded, _sections(), bones(180, 120, 160)),
        title="Settings",
        is_read=SettingsState.loaded,
        here="/settings",
        reading=True,
    )


def _sections() -> rx.Component:
    return rx.fragment(
        section("Where cards come from", _generator()),
        rx.el.div(section("Studying", studying()), id="studying"),
        section("Appearance and keys", rx.el.div(_theme(), _shortcuts(), _notices(), class_name="form")),
        section("Limits", rx.el.div(rx.foreach(SettingsState.limits, _limit), _seats(), class_name="form")),
        section("This installation", _installation()),
    )


# ---------- Generator


def _generator() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.strong(SettingsState.generator.name),
                rx.el.p(SettingsState.generator.words, class_name="soft"),
                rx.cond(SettingsState.generator.is_model, _model(), rx.fragment()),
                class_name="grow",
            ),
            _test_button(),
            class_name="split",
        ),
        rx.el.div(_test_result(), aria_live="polite"),
        rx.el.details(rx.el.summary("How to set a model"), _how_to(), class_name="details"),
        class_name="surface surface-pad form",
    )


def _model() -> rx.Component:
    return rx.el.dl(
        rx.el.div(rx.el.dt("Model"), rx.el.dd(SettingsState.generator.model)),
        rx.el.div(rx.el.dt("Address"), rx.el.dd(SettingsState.generator.address)),
        rx.el.div(rx.el.dt("Effort"), rx.el.dd(SettingsState.generator.effort)),
        rx.cond(
            SettingsState.generator.context != "",
            rx.el.div(rx.el.dt("Context"), rx.el.dd(SettingsState.generator.context)),
            rx.fragment(),
        ),
        class_name="facts",
    )


def _test_button() -> rx.Component:
    return rx.button(
        rx.cond(SettingsState.is_testing, "Testing…", "Test"),
        on_click=SettingsState.test_generator,
        loading=SettingsState.is_testing,
        variant="soft",
        aria_label="Test where cards come from with one real call",
    )


def _test_result() -> rx.Component:
    return rx.cond(
        SettingsState.test_result != "",
        rx.el.p(
            SettingsState.test_result,
            class_name="test-result",
            data_tone=rx.cond(SettingsState.test_worked, "good", "bad"),
        ),
        rx.fragment(),
    )


def _how_to() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Put these lines into a file called ", rx.el.code(".env"), " where the app is started, or set them as ",
            "environment variables. Then start the app again.",
        ),
        rx.el.p("Anthropic, with a key from its console:"),
        rx.el.pre(_HOSTED, class_name="snippet", tab_index=0),
        rx.el.p("A model on your own machine: Ollama, LM Studio, llama.cpp, vLLM and LiteLLM answer in the same way."),
        rx.el.pre(_LOCAL, class_name="snippet", tab_index=0),
        class_name="form",
    )  # fmt: skip


# ---------- Appearance and keys


def _theme() -> rx.Component:
    names = {Theme.SYSTEM: "System", Theme.LIGHT: "Light", Theme.DARK: "Dark"}
    return rx.el.div(
        rx.el.span("Theme", class_name="field-label", id="theme-label"),
        rx.segmented_control.root(
            *[rx.segmented_control.item(name, value=theme.value) for theme, name in names.items()],
            value=SettingsState.theme,
            on_change=lambda theme: [set_color_mode(theme.to(str)), SettingsState.choose_theme(theme)],  # pyright: ignore[reportArgumentType]
            aria_labelledby="theme-label",
        ),
        class_name="field field-start",
    )


def _shortcuts() -> rx.Component:
    return switch(
        "Single-key shortcuts",
        "Press ? anywhere to see them. Turn them off if they get in the way of a screen reader or voice control.",
        name="shortcuts",
        checked=SettingsState.shortcuts == "on",
        on_change=SettingsState.set_shortcuts,
    )


def _notices() -> rx.Component:
    return switch(
        "Browser notifications",
        "Tell me when a task ends while this page is out of sight. Applies to this browser.",
        name="notices",
        checked=SettingsState.notices == "on",
        on_change=SettingsState.set_notices,
    )


# ---------- Limits and installation


def _limit(row: rx.vars.ObjectVar[LimitRow]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(row.name, class_name="field-label"),
            rx.el.span(row.used, " of ", row.limit, " asked for within the last hour", class_name="note numeral"),
            class_name="task-line",
        ),
        rx.progress(value=row.used, max=row.limit, size="1", aria_label=row.name),
        rx.cond(
            row.resets_at != "",
            rx.el.span("Room for the next one in ", count_down(at=row.resets_at), ".", class_name="note numeral"),
            rx.fragment(),
        ),
        class_name="field",
    )


def _seats() -> rx.Component:
    return rx.el.div(
        rx.el.span("Running at once", class_name="field-label"),
        rx.el.span(SettingsState.running, f" of {len(SEATS)}; the rest wait their turn", class_name="note numeral"),
        class_name="task-line",
    )


def _installation() -> rx.Component:
    return rx.el.dl(
        rx.el.div(rx.el.dt("Data"), rx.el.dd(SettingsState.data_dir)),
        rx.el.div(rx.el.dt("Database"), rx.el.dd(SettingsState.database)),
        rx.el.div(rx.el.dt("Version"), rx.el.dd(SettingsState.version)),
        class_name="facts surface surface-pad",
    )
