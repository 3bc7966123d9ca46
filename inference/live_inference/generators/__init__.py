"""One generator per approach of Pfalz (2018)."""
