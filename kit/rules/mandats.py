"""The terms of the members on the list, their orders, their substitutes (R. 121-12-7, CRPA R. 133-3, R. 133-4)."""
