"""Tables of facts, each row with its source: what may change is here and not in code."""
