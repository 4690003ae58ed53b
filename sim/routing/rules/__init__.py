"""The routing rules that ship with callfloor, one file each."""
