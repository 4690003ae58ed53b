"""What people read of a study: a table in the terminal, files, and one page with charts."""
