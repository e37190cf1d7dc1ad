"""What a workflow does on its forge, beside the kit, which speaks to nobody: the tickets of the watch, and the comment
on a proposal. The library of Python is enough; the token is never written nor shown."""
