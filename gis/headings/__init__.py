"""What people call their columns, and which column of a layer means what."""
