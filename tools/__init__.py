"""What the house uses on itself, never at run time: installing, measuring, drawing, packaging."""
