"""The vocabulary of innokg: OWL, alignments, shapes and schemes as Turtle, with the code that loads and checks them."""
