"""Tools for maintainers; nothing of presscli imports them."""
