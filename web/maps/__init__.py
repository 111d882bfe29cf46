"""The maps as pictures: projected, encoded, labelled, coloured."""
