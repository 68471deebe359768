package io.tickwire.tools.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Prints what a shell completes the command by.
 * Thread: conductor
 */
@Command(
    name = "completion",
    description = "Print what a shell needs to complete this command's subcommands, options and values by Tab.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  source <(tickwire completion bash)     in ~/.bashrc",
        "  source <(tickwire completion zsh)      in ~/.zshrc",
        "  tickwire completion bash > /etc/bash_completion.d/tickwire"})
final class CompletionCommand implements Callable<Integer>
{
    /**
     * The shells that there is something for. Thread: any
     */
    enum Shell
    {
        BASH, ZSH;

        @Override
        public String toString()
        {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}. One script serves both.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    CompletionCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        around.out().print(AutoComplete.bash("tickwire", spec.root().commandLine()));

        return Tickwire.DONE;
    }
}
