"""How the procedures are applied: support, permit, documents, exit (instruction of 13 April 2022, 2; CESEDA)."""
