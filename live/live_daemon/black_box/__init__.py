"""Records a session, and renders it again from the recording."""
