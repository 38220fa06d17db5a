"""What can be done from the command line, a module each; webapp/cli.py reads the words and calls them."""
