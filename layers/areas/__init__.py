"""What a drawn area is: a village, one inside another, or an important place."""
