"""The house rules on states: how a class is called, how the browser keeps its values, and what others may call."""

import importlib
import pkgutil
from pathlib import Path

import reflex as rx
from reflex.istate.storage import ClientStorageBase

import studyapp.ui

ROOT = Path(studyapp.ui.__path__[0])
OWN = ("self", "cls", "super()")


def states() -> set[type[rx.State]]:
    """All classes of page state, mixins included."""
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages([str(ROOT)], "studyapp.ui.")]
    found = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    return {each for each in found if issubclass(each, rx.State) and each.__module__.startswith("studyapp.ui.")}


def test_a_class_of_page_state_ends_in_state() -> None:
    names = {each.__name__ for each in states()}
    assert {"LivePageState", "ShellState", "StudyActionsState"} <= names
    assert not {name for name in names if not name.endswith("State")}


def test_what_a_browser_keeps_has_a_name_that_outlives_the_name_of_its_class() -> None:
    kept = {
        name: value
        for state in states()
        for name, field in state.get_fields().items()
        if isinstance(value := field.default_value(), ClientStorageBase)
    }
    assert {name: getattr(value, "name", None) for name, value in kept.items()} == {
        "dismissed": "dismissed",
        "remembered": "study_mode",
        "notices": "notices",
        "shortcuts": "shortcuts",
    }
