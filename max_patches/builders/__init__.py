"""What writes the patches: run ``python max_patches/build_patches.py``."""
