"""Gives data meaning: villages, landmarks, CIA indicators, designations. Knows no colours."""
