"""One file a version; a version that was once released is never changed."""
