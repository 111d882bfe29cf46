"""The one form that every reader gives: records, their texts and their shapes."""
