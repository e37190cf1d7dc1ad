"""From the files of departments to a report: one pipeline, the rules run in order, what each looks at."""
