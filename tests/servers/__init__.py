"""Servers that tests start themselves: the protocols of real services, on 127.0.0.1, with faults on demand."""
