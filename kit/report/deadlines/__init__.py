"""`kit echeances`: what falls due in each department, read from its files, said in French, written in several forms."""
