"""The handbook: plain Markdown pages made from a report, and the site that an engine builds from them."""
