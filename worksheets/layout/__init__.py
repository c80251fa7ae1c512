"""Numbers that handouts share: charts, boards, columns, counts. No ink, no files."""
