"""Which village is meant: one matcher, and policies that say how much must agree."""
