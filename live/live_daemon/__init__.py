"""The stage: settings, supervisor, controller, recordings, OSC, audio engine, follower. Never imports torch."""
