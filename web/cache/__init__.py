"""What was made before and can be taken again: by content, never by name or date."""
