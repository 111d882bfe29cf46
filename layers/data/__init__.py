"""Tables that give data meaning: headings, words, rules, domains."""
