"""Personal numbers that say something of the person who has them: read, and compared with what is printed beside."""
