"""The files of this machine: those the kit carries, and the only way it writes others."""
