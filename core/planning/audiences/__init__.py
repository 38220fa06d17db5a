"""Who is in the audience of a plan, and who of them is held out."""
