"""The lesson on a section without a model: its own sentences, quoted, and questions on them.

reading    the section without formulas, code and tables
concepts   which of its sentences make a concept, and what it is called
check_ins  the questions on them
clippings  which formulas and figures of the pages go with which concept
guide      what a section of formulas or code becomes: where to read what
phrases    the words around quotes, in the languages they are known in
"""

from studyapp.generation.extractive.lessons.extract import extract_lesson

__all__ = ["extract_lesson"]
