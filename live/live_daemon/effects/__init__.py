"""Effects: LV2 plugins that loops and dreams are rendered through before they sound, in a process of its own."""
