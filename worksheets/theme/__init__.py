"""How things look, by name: inks, rules and text styles, and whether they can be read."""
