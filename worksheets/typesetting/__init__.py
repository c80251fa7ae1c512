"""Paragraphs, labels and columns to lines of text at their places."""
