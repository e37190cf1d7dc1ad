"""The HTML made from the data: templates, tables, drawings, and the place they take in a built page."""
