"""The second try of tests in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest

TEST = """
    import pathlib
    import pytest

    TRIED = pathlib.Path(__file__).parent / "tried"

    def tries():
        TRIED.write_text(TRIED.read_text() + "." if TRIED.exists() else ".")
        return len(TRIED.read_text())

    @pytest.fixture
    def fresh():
        return []

    @pytest.fixture(scope="module")
    def served():
        assert PLACE != "setup" or tries() > FAILURES, "a chance failure"

    @pytest.fixture
    def watched(served):
        yield
        assert PLACE != "teardown" or tries() > FAILURES, "a chance failure"

    MARK
    def test_it(watched, fresh):
        assert fresh == [], "left over from the first try"
        fresh.append(1)
        assert PLACE != "call" or tries() > FAILURES, "a chance failure"

    def test_beside_it():
        pass
"""
Run = Callable[..., pytest.RunResult]


@pytest.fixture(params=["alone", "with workers"])
def run(request: pytest.FixtureRequest, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(failures=1, place="setup")`: pytest on a test that fails so often there, and one beside it."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    pytester.makeini("[pytest]\nmarkers = browser\n  chaos")

    def run(*, failures: int, place: str = "call", mark: str = "@pytest.mark.browser") -> pytest.RunResult:
        source = TEST.replace("MARK", mark).replace("PLACE", repr(place)).replace("FAILURES", str(failures))
        pytester.makepyfile(source)
        if request.param == "alone":
            return pytester.runpytest_inprocess("-p", "tests.unsteady")
        return pytester.runpytest_subprocess("-p", "tests.unsteady", "-p", "xdist", "-n", "2", "--dist", "loadfile")

    return run


def test_what_passes_at_once_is_not_listed(run: Run) -> None:
    result = run(failures=0)
    result.assert_outcomes(passed=2)
    assert "unsteady" not in result.stdout.str()


@pytest.mark.parametrize("place", ["setup", "call", "teardown"])
def test_what_fails_once_is_listed_with_its_failure_and_the_run_passes(run: Run, place: str) -> None:
    result = run(failures=1, place=place)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["=* unsteady*", "*::test_it", "E * a chance failure*", "=* 2 passed, 1 unsteady in *"])


@pytest.mark.parametrize("mark", ["@pytest.mark.browser", "@pytest.mark.chaos"])
def test_what_fails_twice_fails_the_run(run: Run, mark: str) -> None:
    result = run(failures=2, mark=mark)
    assert result.ret == 1
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*First try*", "E * a chance failure*"])


def test_what_needs_no_browser_has_one_try(run: Run) -> None:
    run(failures=1, mark="").assert_outcomes(passed=1, failed=1)
