"""Requirements for every pair of database and transport: the executor at work, as a learner sees it."""
