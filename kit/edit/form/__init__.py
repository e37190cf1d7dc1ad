"""A department's files edited through a form, and checked at each step, without a disk."""
