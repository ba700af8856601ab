"""What learners ask for that needs a job: each request together with the goal, document or lesson it is for."""
