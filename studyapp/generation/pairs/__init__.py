"""Ready-made pairs: word lists, tables, questions with answers. They become cards as they are written."""
