"""What makes files of this repository: the sample project."""
