"""By what customers can be reached, made plain: the same person written in two ways gives the same text."""
