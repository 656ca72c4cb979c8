"""Charts: specs in, artworks out. Matplotlib is imported nowhere else, and only for a chart that no cache holds."""
