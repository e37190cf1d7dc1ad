"""Corrections that leave no doubt: what a finding already proposes, made in the bytes of a file, and nothing else."""
