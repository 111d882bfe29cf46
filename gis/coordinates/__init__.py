"""Where numbers lie on the earth: reference systems, datums, doubts about both."""
