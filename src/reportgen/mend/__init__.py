"""Edits that mend findings, made in the files where the words were typed; every other byte stays as it is."""
