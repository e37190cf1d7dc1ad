"""A new folder for a department: four files to fill in like a form, valid at once, that claim nothing."""
