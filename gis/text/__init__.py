"""Thai text, digits and years: one spelling, and nothing lost in decoding."""
