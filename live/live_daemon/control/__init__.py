"""The controller: the process that owns whatever changes on stage."""
