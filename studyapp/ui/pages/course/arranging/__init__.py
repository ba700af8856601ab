"""A learner arranges the sections of a document before lessons are made of them."""
