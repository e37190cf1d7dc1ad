"""`kit fix`: what is corrected, what is left, and how it is written."""
