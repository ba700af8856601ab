"""Questions on the concepts of a lesson, made of the cards that its section yields."""

from studyapp.generation.extractive.lessons.check_ins.asking import Questions

__all__ = ["Questions"]
