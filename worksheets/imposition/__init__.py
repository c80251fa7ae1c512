"""Where pages lie on the sides of sheets. Numbers only: ink is the business of others."""
