"""The whole lesson book: an officer's texts, pictures and tables under the letter's headings."""
