"""The form of « Ma fiche », natively."""
