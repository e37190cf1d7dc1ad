"""Declared vacancies and derogations: a reason, an authority, an end; never eternal, never idle."""
