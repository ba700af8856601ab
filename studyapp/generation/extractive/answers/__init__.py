"""Judges written answers without a model, by how alike they are to the model answer."""
