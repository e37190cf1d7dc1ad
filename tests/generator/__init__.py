"""A whole country of invented commissions, for the tests of size and for `make bench`: always the same for a seed."""
