"""The vector approach (Pfalz 2018, 3.1.1)."""
