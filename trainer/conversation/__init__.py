"""A session carried to a voice and an ear in real time: the only room with threads."""
