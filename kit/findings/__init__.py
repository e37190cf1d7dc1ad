"""What a rule is, what it says, and the values a check produces; nothing here decides or prints."""
