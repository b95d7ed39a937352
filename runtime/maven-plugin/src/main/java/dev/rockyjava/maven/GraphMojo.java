package dev.rockyjava.maven;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.RockyCli;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes the graph of the assets to a file, as <code>rocky-java graph</code> prints it. */
@Mojo(name = "graph", threadSafe = true)
public final class GraphMojo extends ProjectMojo {

    /** The format: <code>mermaid</code>, <code>dot</code>, <code>text</code> or <code>json</code>. */
    @Parameter(property = "rocky.graph.format", defaultValue = "mermaid")
    @SuppressWarnings("NullAway.Init")
    private String format;

    /** The selection of assets, such as <code>+daily_revenue</code>. Default: every asset. */
    @Parameter(property = "rocky.graph.selection")
    private @Nullable String selection;

    /** The file, replaced if it exists. Default: <code>target/rocky-graph.mmd</code>, or with the format as its ending. */
    @Parameter(property = "rocky.graph.file")
    private @Nullable File file;

    @Override
    void run() throws IOException, MojoFailureException {
        RockyComponent component = component();
        Definitions definitions = component.buildDefsFromState(component.snapshotPath());
        List<String> arguments = new ArrayList<>(List.of("graph", "--format", format));
        if (selection != null) {
            arguments.add(selection);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = RockyCli.of(() -> definitions, folder -> component)
                .run(utf8(out), utf8(err), arguments.toArray(String[]::new));
        String messages = err.toString(StandardCharsets.UTF_8).strip();
        if (status != 0) {
            throw new MojoFailureException(messages);
        }
        messages.lines().forEach(getLog()::warn);
        String ending = format.equals("mermaid") ? "mmd" : format;
        Path path = file != null ? file.toPath() : Path.of(project().getBuild().getDirectory(), "rocky-graph." + ending);
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(path, out.toByteArray());
        getLog().info("graph written: " + path);
    }

    private static PrintStream utf8(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
