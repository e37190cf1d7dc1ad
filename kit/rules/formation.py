"""The training of new members (instruction of 13 April 2022, 1.3)."""
