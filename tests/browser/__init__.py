"""The handbook in a real browser, opened from its folder as from a shared drive."""
