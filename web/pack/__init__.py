"""The province pack: one file from which every officer of a province can begin."""
