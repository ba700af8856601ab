"""Finds the formulas and figures of a PDF, which its text gives badly or not at all. `finding` starts the child
process.

A wrong clipping is worse than none, so whatever leaves a doubt is left out.
"""
