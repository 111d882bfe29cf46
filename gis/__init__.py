"""Makes data true: files in and out, Thai text, codes, coordinates, shapes. Knows no village."""
