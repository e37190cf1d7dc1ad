"""All that the kit says, over many departments, of two states of the kit: `make corpus BASE=<commit>`."""
