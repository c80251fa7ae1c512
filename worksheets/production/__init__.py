"""Only what changed is made: what a run reads, what it left, and who does the work."""
