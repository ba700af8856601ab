"""The rules for distractors (D1 to D13) in words, for all prompts that ask for distractors."""

from typing import Final

DISTRACTOR_RULES: Final = """\
- is wrong beyond dispute: nobody who knows the subject could defend it as an answer to this question. It is no other \
name for the right answer, no part of it, no wider term that includes it, and not merely less good.
- tempts: it is what a learner says who half knows the subject. Take a real misconception; what is often mixed up with \
the right answer; the neighbour in the same series, the counterpart, the step before or after; cause for effect; the \
value of a related quantity; the result of a usual slip in a calculation. Nothing absurd, nothing made up, no jokes.
- is of the same kind as the right answer: a number with a number, a date with a date, a person with a person, a term \
with a term of the same rank, a clause with a clause. Numbers have the same unit, the same number of digits and \
decimals and the same style, and lie between a tenth and ten times of the right one without a pattern around it; \
dates have the same form and are near in time.
- looks like the right answer: about as long (within a third), as precise and as detailed, with the same article, \
number, tense and word class, the same capital or small first letter and the same full stop or none. It continues the \
question as correctly as the right answer does.
- does not stand out by a word: where the right answer repeats a word of the question, at least one wrong answer does, \
too. "always", "never", "all", "only" stand in a wrong answer only if they stand in the right one, and "usually", \
"may", "often" in the right one only if they stand in a wrong one.
- is never "all of the above", "none of these", "both A and B" or "I don't know", and is no negation.
- differs from the others in meaning, not in wording only; none contains another, ranges do not overlap.
- is at most 120 characters long and stands by itself: no letter or number in front, no remark in brackets."""

BACKSLASHES: Final = r"""In JSON every backslash is written twice: "$\\alpha$"."""

FORMATTING: Final = f"""\
Plain text or Markdown. Formulas between dollar signs, code between backticks, all of it closed. {BACKSLASHES}"""
