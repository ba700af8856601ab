"""What a model is told, one module per kind of request. Only words here: no network, no SDK.

The learner's text is fenced with a tag nobody can guess, so that no material can close the fence and speak for itself.
The rules are those of `rules/` in words; what breaks one is not saved, so asking well saves money.
"""
