"""What a model is told, one module per kind of request. Only words here: no network, no SDK.

The learner's text is fenced with a tag nobody can guess, so that no material can close the fence and speak for itself.
The rules are those of `rules/` in words; what breaks one is not saved, so asking well saves money.
"""

from studyapp.generation.prompts.cards import for_cards
from studyapp.generation.prompts.distractors import for_distractors
from studyapp.generation.prompts.prompt import Prompt
from studyapp.generation.prompts.questions import for_questions
from studyapp.generation.prompts.rewrite import for_rewrite

__all__ = ["Prompt", "for_cards", "for_distractors", "for_questions", "for_rewrite"]
