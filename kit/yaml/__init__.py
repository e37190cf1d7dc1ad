"""From the bytes of a YAML file to plain text values that remember where they were written."""
