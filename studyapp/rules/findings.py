"""Shortcuts that create findings."""

from studyapp.rules.items import Finding, Severity


def reject(rule: str, message: str) -> Finding:
    return Finding(rule, Severity.REJECT, message)


def warn(rule: str, message: str) -> Finding:
    return Finding(rule, Severity.WARN, message)
