"""The version of the package, which is built without importing it."""

VERSION = "0.1.0"
