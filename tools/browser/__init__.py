"""The engine of the page « Ma fiche »: the kit, its libraries and a Python that a browser runs, in a few scripts."""
