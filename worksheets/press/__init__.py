"""Where the steps meet: content and templates become jobs, jobs become the bytes of files."""
