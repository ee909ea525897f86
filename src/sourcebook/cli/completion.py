"""``sourcebook completion``: the script that lets a shell complete commands and options."""

import click


@click.command("completion", short_help="Print the script that completes commands in your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash:  sourcebook completion bash >> ~/.bashrc
    zsh:   sourcebook completion zsh >> ~/.zshrc
    fish:  sourcebook completion fish > ~/.config/fish/completions/sourcebook.fish
    """
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:  # click.Choice has refused all others
        return
    click.echo(maker(ctx.find_root().command, {}, "sourcebook", "_SOURCEBOOK_COMPLETE").source())
