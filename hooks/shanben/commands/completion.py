"""``shanben completion``: what a shell needs to complete our commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

HELP = """Print what makes SHELL complete commands and options: bash, zsh or fish.

\b
Examples:
  shanben completion bash >> ~/.bashrc
  shanben completion zsh >> ~/.zshrc
  shanben completion fish > ~/.config/fish/completions/shanben.fish

Exit codes: 0 printed; 2 another shell.
"""

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_SHANBEN_COMPLETE"
"""How click is asked for completions; it follows from the name of the program."""


@click.command(help=HELP)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a completion script."""
    kind = get_completion_class(shell)
    assert kind is not None, "click completes for each of SHELLS"
    click.echo(kind(context.find_root().command, {}, "shanben", VARIABLE).source())
