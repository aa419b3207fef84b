"""The way to triple stores: the one room that opens connections, and database folders."""
