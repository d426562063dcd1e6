"""`python -m duespark.cli`: how `duespark up` starts its own web and worker processes."""

from duespark.cli.commands import main

main()
