"""What is personal, and therefore never published."""
