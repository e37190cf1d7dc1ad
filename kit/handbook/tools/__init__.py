"""Three tools that run in the reader's page: their answers, worked out here, and with which the script must agree."""
