"""Contrôle et publication des commissions départementales (article R. 121-12-7 du CASF)."""

__version__ = "0.2.0"
