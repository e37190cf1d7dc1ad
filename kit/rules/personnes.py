"""Nothing about a person: shapes of personal data in free texts (design of the kit, GDPR)."""
