"""What is imported is asked for, and what is asked for is imported."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DATA = {"tzdata"}
"""Read by the standard library, and not imported."""


def test_the_dependencies_are_what_the_package_imports() -> None:
    assert {requirement.name for requirement in _asked_for()} == set(_imported()) | DATA


def test_no_dependency_may_change_its_major_version_unseen() -> None:
    bounds = {each.name: {bound.operator for bound in each.specifier} for each in _asked_for()}
    assert {name for name, operators in bounds.items() if operators != {">=", "<"}} == DATA


def _asked_for() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return list(map(Requirement, project["dependencies"]))


def _imported() -> Iterator[str]:
    distributions = packages_distributions()
    for module in chain.from_iterable(map(_modules, _sources())):
        package = module.partition(".")[0]
        if package not in sys.stdlib_module_names and package != "studyapp":
            (name,) = set(distributions[package])
            yield canonicalize_name(name)


def _sources() -> Iterator[Path]:
    """What the wheel holds."""
    yield ROOT / "rxconfig.py"
    for folder in ("studyapp", "alembic"):
        yield from (ROOT / folder).rglob("*.py")


def _modules(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
