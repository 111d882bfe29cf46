"""Stories that the data bears: facts with figures, years and sources, and sentences of them."""
