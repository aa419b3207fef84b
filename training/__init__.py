"""Makes the models and tables that ship with kg; each module is one command and says what it needs."""
