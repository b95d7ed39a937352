package dev.rockyjava.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that was executed in this process, with what it printed. */
record Ran(int status, String out, String err) {

    static Ran command(RockyCli cli, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = cli.run(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A command on the project. */
    static Ran on(FakeProject project, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--project");
        all.add(project.folder().toString());
        return command(RockyCli.ofProject(), all.toArray(String[]::new));
    }

    JsonNode json() {
        return new JsonMapper().readTree(out);
    }
}
