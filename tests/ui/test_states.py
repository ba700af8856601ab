"""The house rules on states: how a class is called, how the browser keeps its values, and what others may call."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
import reflex as rx
from reflex.istate.storage import ClientStorageBase

import studyapp.ui

ROOT = Path(studyapp.ui.__path__[0])
OWN = ("self", "cls", "super()")
OF_REFLEX = ("live/closed_tabs.py", "event_validation.py", "frame/theme_sync.py")
"""Modules that call underscore methods of Reflex, because it has no public ones for that."""


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


def others_methods(source: str) -> list[str]:
    """Underscore methods that are called on, or taken from, anything but the object itself."""
    nodes = list(ast.walk(ast.parse(source)))
    called = {each.func for each in nodes if isinstance(each, ast.Call)}
    methods = {name for state in states() for name, each in vars(state).items() if inspect.isfunction(each)}
    return [
        ast.unparse(each)
        for each in nodes
        if isinstance(each, ast.Attribute) and each.attr.startswith("_") and ast.unparse(each.value) not in OWN
        if each in called or each.attr in methods
    ]


def test_no_state_calls_an_underscore_method_of_another() -> None:
    files = [each for each in ROOT.rglob("*.py") if str(each.relative_to(ROOT)) not in OF_REFLEX]
    assert len(files) > 80
    assert not {each.name: found for each in files if (found := others_methods(each.read_text()))}


@pytest.mark.parametrize(
    "source",
    [
        "(await self.get_state(ShellState))._refresh()",
        "shell = await self.get_state(ShellState)\nawait shell._refresh()",
        "refresh = shell._refresh",
        "DeckState._without_query(self)",
        "shell._anything()",
    ],
)
def test_the_call_of_another_would_be_noticed(source: str) -> None:
    assert others_methods(source)


def test_a_state_calls_its_own() -> None:
    assert not others_methods("await self._refresh()\nawait super()._find(act)\ncls._find\nshell._is_open = True")
