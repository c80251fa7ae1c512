"""The arithmetic of single handouts: no ink, no files.

A handout whose template has a module of the same name here gets that module's values.
"""
