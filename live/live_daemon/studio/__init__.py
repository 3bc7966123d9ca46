"""The studio: what the web page asks of the console process, and the page itself (``page/``)."""
