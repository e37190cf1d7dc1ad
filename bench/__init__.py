"""What the kit costs beside what people would use instead: same files, same run, ratios of medians."""
