"""This code loops before it can be asked anything."""

while True:
    pass
