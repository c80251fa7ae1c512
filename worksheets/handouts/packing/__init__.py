"""The sheets about the other sheets: what to print, cut, bring and lay ready."""
