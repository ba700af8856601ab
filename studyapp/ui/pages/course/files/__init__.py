"""How files come to a course: dropped or chosen, and opened if a password protects them."""
