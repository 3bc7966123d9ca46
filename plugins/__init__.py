"""The bridge: a plugin that joins an audio host to the engine. Its sources, and what is built of them."""
