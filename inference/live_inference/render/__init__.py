"""Banks rendered in bulk: recordings cut into seeds, dreams made in batches on one machine or many, the best kept."""
