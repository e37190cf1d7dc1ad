"""What the handbook publishes for machines: open data and calendars."""
