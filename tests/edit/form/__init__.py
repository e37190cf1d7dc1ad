"""Tests of « Ma fiche »."""
