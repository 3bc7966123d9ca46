"""The transpose approach (Pfalz 2018, 3.1.3)."""
