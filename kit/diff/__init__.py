"""What a change does to the departments, in domain words, and to their compliance."""
