"""Publishes: pages, cards, print, the page for drawing, the command line."""
