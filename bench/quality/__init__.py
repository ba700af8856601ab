"""How good what is made and read without a model is: measured on what ships with the tests, so anybody can repeat it."""
