"""Reads prose as an editor does: a pair of texts in, findings out. Knows strings; refuses to know reports and files."""
