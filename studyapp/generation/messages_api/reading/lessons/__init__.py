"""Makes the parts of lessons from whatever a model sent."""
