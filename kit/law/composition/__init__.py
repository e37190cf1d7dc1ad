"""The commission of a day, and the schema that the wording of that day makes of it."""
