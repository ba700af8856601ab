"""Gives tests in a browser a second try, and tells at the end of the run which of them needed it.

What a browser test waits for can come late on a machine that others keep busy. A change should not be held up by that,
and nobody should overlook it either: a test that needed its second try is to be mended. One that fails twice fails.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol
from _pytest.terminal import TerminalReporter

SECOND_TRY: Final = ("browser", "chaos")
LINES: Final = 12
"""Of a failure, as many are repeated at the end of the run."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    if not any(map(item.get_closest_marker, SECOND_TRY)):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    if first := _failure(reports):
        _forget_failed_fixtures(item)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        _note(first, reports)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Counted beside the passed ones, as a kind of its own."""
    return ("unsteady", "u", ("UNSTEADY", {"yellow": True})) if hasattr(report, "first_try") else None


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    unsteady: list[pytest.TestReport] = terminalreporter.stats.get("unsteady", [])
    if not unsteady:
        return
    terminalreporter.write_sep("=", "unsteady: failed, and passed when tried again", yellow=True, bold=True)
    for report in unsteady:
        terminalreporter.write_line(report.nodeid, yellow=True)
        terminalreporter.write_line(getattr(report, "first_try", ""))


def _failure(reports: Sequence[pytest.TestReport]) -> str:
    """What went wrong, in the lines that say so, and where; nothing if nothing did."""
    told = [line for report in reports if report.failed for line in report.longreprtext.splitlines()]
    said = [line for line in told if line.startswith("E ")] or told
    return "\n".join([*said[:LINES], *told[-1:]])


def _note(first: str, reports: Sequence[pytest.TestReport]) -> None:
    """On a report, since only reports reach the process that sums up."""
    failed = [report for report in reports if report.failed]
    for report in failed:
        report.sections.append(("First try", first))
    if not failed:
        vars(reports[-1])["first_try"] = first


def _forget_failed_fixtures(item: Any) -> None:
    """One that serves several tests would raise again what it raised."""
    item._initrequest()
    for fixture in chain.from_iterable(item._fixtureinfo.name2fixturedefs.values()):
        if fixture.cached_result is not None and fixture.cached_result[2] is not None:
            fixture.finish(item._request)
