package dev.rockyjava.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The options that a project's compiler passes to the annotation processor, so that both read the same files. */
final class ProcessorOptions {

    private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";

    private final List<String> arguments;

    private ProcessorOptions(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Returns those of a project's compilation, as far as they are in its {@code compilerArgs}. */
    static ProcessorOptions of(MavenProject project) {
        List<String> arguments = new ArrayList<>();
        Plugin compiler = project.getPlugin(COMPILER);
        if (compiler != null) {
            // An execution's configuration includes that of the plugin.
            compiler.getExecutions().forEach(execution -> add(execution.getConfiguration(), arguments));
            add(compiler.getConfiguration(), arguments);
        }
        return new ProcessorOptions(arguments);
    }

    private static void add(Object configuration, List<String> arguments) {
        Xpp3Dom all = configuration instanceof Xpp3Dom dom ? dom.getChild("compilerArgs") : null;
        if (all != null) {
            for (Xpp3Dom argument : all.getChildren()) {
                arguments.add(String.valueOf(argument.getValue()));
            }
        }
    }

    /** Returns the value of {@code -Arocky.projectDir}; empty if there is none. */
    Optional<String> projectDirectory() {
        return option("rocky.projectDir");
    }

    /** Returns the value of {@code -Arocky.snapshot}; empty if there is none. */
    Optional<String> snapshot() {
        return option("rocky.snapshot");
    }

    private Optional<String> option(String name) {
        String start = "-A" + name + "=";
        return arguments.stream()
                .filter(argument -> argument.startsWith(start))
                .map(argument -> argument.substring(start.length()))
                .findFirst();
    }
}
