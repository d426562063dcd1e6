"""Measurements that can be repeated: `python -m bench` runs all, `python -m bench <name>` one. See README.md."""
