"""How finished pages become sheets for a printer: profiles, conversion of colours, bleed, marks, imposition."""
