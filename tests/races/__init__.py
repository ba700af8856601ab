"""What learners, tabs and jobs do at the same moment in several processes."""
