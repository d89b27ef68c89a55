"""The page under review: its picture, the words and regions over it, and what a mouse does there."""
