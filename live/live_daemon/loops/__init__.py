"""The loops that sound: where they lie, how loud they are, who follows which pitch."""
