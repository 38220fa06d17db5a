"""Carrying out long work: a worker that claims jobs from the table, and a child process for each of them."""
