"""What people find themselves by: roads, waters, forests and other lines and areas."""
