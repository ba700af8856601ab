"""HTML elements whose behaviour is a script of ours in `assets/`."""
