"""Pages of a PDF that the school already has: read, checked, and narrowed to what may be printed.

PDF allows much that an archive, a screen reader or a printer cannot use. A page is either told to
be wrong or becomes a drawing of which nothing can go wrong later. Only this folder uses pypdf.
"""
