"""The files of documents: how they come, where they are kept, and how much room they take."""
