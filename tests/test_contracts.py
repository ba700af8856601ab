"""Every import contract refuses what it is there for: each is broken once, in a copy of the package."""

import re
import shutil
import subprocess
import sysconfig
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

import studyapp

ROOT: Final = Path(studyapp.__file__).parent.parent
LINT: Final = Path(sysconfig.get_path("scripts")) / "lint-imports"

LAYERS: Final = "Imports go downwards only"
SERVICES: Final = "Services import to the left"
JOBS: Final = "The queue does not know the engine"
PAGES: Final = "Parts of pages do not know the pages"
SERVER: Final = "Serving and migrating know nothing of what is served"
REFLEX: Final = "Reflex stays in the UI"
GATE: Final = "Pages reach the database through one gate, in a thread"
SDK: Final = "One module knows the Anthropic SDK"
NETWORK: Final = "No network below the jobs but in generation"
PDFIUM: Final = "Only what the child process loads knows PDFium"

PLANTED: Final = [
    (LAYERS, "services/decks.py", "import studyapp.server.serve"),
    (LAYERS, "rules/text.py", "import studyapp.services.text_input"),
    (LAYERS, "flashcards.py", ""),
    (SERVICES, "services/decks.py", "import studyapp.services.cards.editing"),
    (SERVICES, "services/statistics.py", ""),
    (JOBS, "jobs/queue/cancel.py", "import studyapp.jobs.engine.engine"),
    (JOBS, "jobs/wishes.py", ""),
    (PAGES, "ui/components/links.py", "import studyapp.ui.pages.decks"),
    (PAGES, "ui/charts.py", ""),
    (SERVER, "server/serve.py", "import studyapp.services.decks"),
    (REFLEX, "server/serve.py", "import reflex"),
    (REFLEX, "database/open_errors.py", "from reflex_base.registry import RegistrationContext"),
    (GATE, "ui/pages/decks/state.py", "from studyapp import database"),
    (SDK, "generation/prices.py", "import anthropic"),
    (SDK, "schemas/decks.py", "from anthropic.types import Message"),
    (NETWORK, "services/decks.py", "import httpx2"),
    (PDFIUM, "material/sections/offsets.py", "import studyapp.material.pdf.document"),
]
"""Which contract, where, and the line to add. A file that is not there yet is a module without a place."""


@dataclass(frozen=True)
class Copy:
    """The package's sources in a folder of their own, as the linter reads them there."""

    folder: Path

    def refused(self) -> list[str]:
        """The contracts that are broken."""
        command = [LINT, "--no-logo", "--cache-dir", self.folder / "cache"]
        environment = {"COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        found = dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE))
        assert list(found) == contracts(), run.stdout + run.stderr
        broken = [name for name, state in found.items() if state == "BROKEN"]
        assert bool(broken) == bool(run.returncode)
        return broken


def contracts() -> list[str]:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [contract["name"] for contract in configured]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "studyapp", folder / "studyapp", ignore=shutil.ignore_patterns("__pycache__"))
    return Copy(folder)


def test_the_package_as_it_is_keeps_them_all(copy: Copy) -> None:
    assert copy.refused() == []


def test_each_of_them_is_broken_here() -> None:
    assert {name for name, *_ in PLANTED} == set(contracts())


@pytest.mark.parametrize(("contract", "path", "line"), PLANTED)
def test_what_breaks_a_contract_is_refused_by_that_one_alone(copy: Copy, contract: str, path: str, line: str) -> None:
    module = copy.folder / "studyapp" / path
    before = module.read_text() if module.exists() else None
    module.write_text(f"{before or ''}\n{line}\n")
    try:
        assert copy.refused() == [contract]
    finally:
        module.unlink() if before is None else module.write_text(before)
