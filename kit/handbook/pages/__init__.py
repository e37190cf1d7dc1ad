"""The pages of the handbook, one module a page."""
