"""What several handouts share; no template has the name of this folder."""
