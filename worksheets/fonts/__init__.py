"""Which letters there are, how wide they are, and in which direction they run."""
