"""The words of a text and their places: strings in, strings and offsets out."""
