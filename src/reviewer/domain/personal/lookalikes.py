"""Letters and digits that engines take for one another."""

TO_DIGIT = str.maketrans("OoDQUIiLl|!ZzAEeSsbGTBgq?", "0000011111122433556678997")
TO_LETTER = str.maketrans("01245678", "OIZASGTB")
