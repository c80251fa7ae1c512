"""What people write, read as plain data that knows its lines: YAML, and the fields of content."""
