"""A Job to a PDF file (ISO 32000-1), on the document of ReportLab."""
