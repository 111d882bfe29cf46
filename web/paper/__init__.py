"""What is shared and printed as a picture: cards, map sheets, lesson books."""
