"""Which paragraphs of a document have cards, and which the next cards are made of."""
