"""What lies in the box since it was printed, and what of it must be printed again."""
