"""What the command line and the report say of a project."""
