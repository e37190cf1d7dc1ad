"""A spreadsheet read into the files of a department, and written from them: the same tables both ways."""
