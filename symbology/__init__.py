"""Gives meaning a look: the legend, icons, classes, colours, styles. Writes no pages."""
