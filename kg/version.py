"""The program's version, without a look at installed metadata, so that bytes do not depend on it."""

VERSION = "0.1.0"
