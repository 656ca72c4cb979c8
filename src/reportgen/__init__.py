"""Bilingual English / Chinese reports from a folder of YAML and charts to a printable PDF."""
