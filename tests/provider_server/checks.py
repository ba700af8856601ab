"""Judges a written answer: a key point is said if the last word of it is."""

import re
from typing import Final

from tests.provider_server.prompt import Asked

Grade = dict[str, object]

RIGHT: Final[Grade] = {"missed": [], "feedback": "All of it is right.", "verdict": "right", "score": 100}


def grade(asked: Asked) -> Grade:
    points = re.findall(r"^\d+\. (.+)$", _points(asked.text), re.MULTILINE)
    missed = [at for at, point in enumerate(points, start=1) if not _says(asked.material, point)]
    if not missed:
        return RIGHT
    is_wrong = len(missed) == len(points)
    return {
        "missed": missed,
        "feedback": f"{len(missed)} of {len(points)} key points are missing.",
        "verdict": "wrong" if is_wrong else "partly",
        "score": 0 if is_wrong else 50,
    }


def bad_grade(number: int) -> Grade:
    return {"missed": [], "feedback": f"Hm, number {number}.", "verdict": "perhaps", "score": "unsure"}


def _says(answer: str, point: str) -> bool:
    return point.rsplit(maxsplit=1)[-1].casefold() in answer.casefold()


def _points(text: str) -> str:
    found = re.search(r"<points-(\w+)>\n(.*?)\n</points-\1>", text, re.DOTALL)
    return found[2] if found else ""
