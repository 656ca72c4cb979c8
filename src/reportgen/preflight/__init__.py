"""A PDF in, what a print shop would send it back for out. Knows nothing of how the file was made."""
