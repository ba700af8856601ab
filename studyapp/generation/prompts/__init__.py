"""What a model is told, one module per kind of request. These modules hold only words: no network, no SDK.

The learner's text stands between tags that nobody can guess, so that no text can close its tag and add instructions.
The prompts describe the rules of `rules/`: what breaks one is not saved, so a good prompt saves money.
"""
