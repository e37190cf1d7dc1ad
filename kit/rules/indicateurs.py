"""The aggregates of a department: there, coherent (instruction of 13 April 2022, 2.1 and 2.3)."""
