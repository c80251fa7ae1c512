"""What a workshop says: a module for each content file, its values and what must agree in them."""
