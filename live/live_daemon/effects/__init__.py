"""Effects: LV2 and CLAP plugins that loops and dreams are rendered through before they sound, in their own process."""
