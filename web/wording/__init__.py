"""What is said: the words on screen and paper, and the templates that they stand in."""
