"""What is personal in the files of a department, and what hides it: one form to compare, the shapes, the mask."""
