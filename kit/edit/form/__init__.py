"""« Ma fiche »: the four files of a department as a form, for somebody who types no YAML; everything is in memory."""
