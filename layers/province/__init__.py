"""Of files of a whole country, what one province needs: for a pack that its officers share."""
