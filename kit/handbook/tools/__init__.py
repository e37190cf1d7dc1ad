"""Three tools that run in the reader's page: what their scripts read of the law, and what is said without them."""
