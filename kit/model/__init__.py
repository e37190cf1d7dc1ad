"""A department as its files describe it: its folder read, then the dataclasses built from it."""
