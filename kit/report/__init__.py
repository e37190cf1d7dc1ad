"""What becomes of a report: its formats, and the known errors it is compared with."""
