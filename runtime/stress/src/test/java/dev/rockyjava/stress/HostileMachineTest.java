package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.cli.RockyCli;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project is refreshed, planned, built with a failure, and resumed by a program on machines with odd folders, locales, zones and
 * charsets; and on ones that lack space or rights. Results are the same, or the error is clear and nothing is lost (invariants 4
 * and 12).
 */
@EnabledOnOs(OS.LINUX)
class HostileMachineTest {

    private static final List<String> FOLDERS = List.of(
            "plain", "with space", "quo'te", "dou\"ble", "dollar$HOME", "back\\slash", "gr\u00f6\u00dfe \u0434\u0430\u043d\u043d\u044b\u0435",
            "\u0645\u0633\u062a\u0648\u062f\u0639", "\ud83d\uddc4", "-begins-with-dash", "semi;colon&and", "star*?[x]", "tab\tname", "~", "n".repeat(200),
            "# hash", "%20", "${VAR}", "=equals", "line\nbreak");
    private static final List<String> LOCALES = List.of(
            "-Duser.language=en -Duser.country=US", "-Duser.language=tr -Duser.country=TR",
            "-Duser.language=ar -Duser.country=SA -Duser.extensions=u-nu-arab", "-Duser.language=th -Duser.country=TH"
                    + " -Duser.extensions=u-ca-buddhist-nu-thai",
            "-Duser.language=lt -Duser.country=LT", "-Duser.language=fa -Duser.country=IR -Duser.extensions=u-nu-arabext");
    private static final List<String> ZONES = List.of(
            "UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia", "Europe/Berlin", "Pacific/Kiritimati", "Africa/Casablanca");
    private static final List<String> CHARSETS = List.of("UTF-8", "ISO-8859-1", "US-ASCII", "windows-1254");

    /** Takes the space, or the rights, before a command runs. */
    private enum Lack {
        SPACE("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=256k tmpfs disk && cp -r project disk/ && cd disk/project"
                + " && (cat /dev/zero > fill; true) 2>/dev/null; \"$@\"; s=$?; rm -f fill; cp -r . ../../project; exit $s", "sh"),
        WRITING("unshare", "-rm", "sh", "-c", "mount --bind project project && mount -o remount,ro,bind project && cd project && exec \"$@\"", "sh"),
        RIGHTS("setpriv", "--inh-caps=-all", "--bounding-set=-all", "sh", "-c", "chmod -R a-w project; cd project && \"$@\"; s=$?;"
                + " chmod -R u+w ../project; exit $s", "sh");

        private final List<String> prefix;

        Lack(String... prefix) {
            this.prefix = List.of(prefix);
        }
    }

    @TempDir
    Path temporary;

    @Test
    void sameResultsOnEachMachine() throws Exception {
        Map<String, String> expected = results(project(temporary.resolve("expected")), "");
        assertThat(expected.get("resume")).contains("1 materialized");
        new Campaign("machines", 1, 120).run((round, random) -> {
            Path parent = Files.createDirectory(temporary.resolve("round" + round));
            String name = FOLDERS.get(round % FOLDERS.size());
            Path folder = project(Files.createDirectory(parent.resolve(name)));
            if (random.nextBoolean()) {
                folder = Files.createSymbolicLink(parent.resolve("link to it"), folder);
            }
            String options = LOCALES.get(random.nextInt(LOCALES.size())) + " -Duser.timezone=" + ZONES.get(random.nextInt(ZONES.size()))
                    // Another charset can't print each folder's name.
                    + " -Dfile.encoding=" + (name.chars().allMatch(c -> c < 128) ? CHARSETS.get(random.nextInt(CHARSETS.size())) : "UTF-8");
            assertThat(results(folder, options)).as("%s with %s", folder, options).isEqualTo(expected);
            return "the same";
        });
    }

    @Test
    void whatAMachineLacksIsSaidAndNothingIsLost() throws Exception {
        new Campaign("machines-that-lack", 1, 60).run((round, random) -> {
            Path parent = Files.createDirectories(temporary.resolve("lack" + round + "/disk")).getParent();
            Path folder = project(parent.resolve("project"));
            Lack lack = Lack.values()[round % Lack.values().length];
            assertThat(here(folder, "refresh").status()).isZero();
            String snapshot = Files.readString(folder.resolve("snapshot.json"));
            boolean built = random.nextBoolean();
            if (built) {
                here(folder, "materialize", "orders");
            }
            if (ran(parent, lack.prefix, "", List.of("true")).status() != 0) {
                return lack + ": not possible here";
            }
            answer(folder, "dag", dag("orders", "report", "another"));
            String command = random.nextBoolean() ? "refresh" : "materialize";
            Ran ran = ran(parent, lack.prefix, "", program(RockyCli.class, command.equals("refresh") ? List.of(command) : List.of(command, "*")));
            assertThat(ran.status()).as(ran.text()).isNotZero();
            assertThat(ran.text()).as(lack + " " + command)
                    .containsPattern("No space left|Read-only|read-only|not permitted|can't be")
                    .doesNotContain("this is a fault of rocky-java").doesNotContain("\tat ");
            assertThat(Files.readString(folder.resolve("snapshot.json"))).isEqualTo(snapshot);
            assertThat(names(folder)).noneMatch(name -> name.endsWith(".tmp"));
            // With space and rights again all goes on.
            assertThat(here(folder, "refresh").status()).isZero();
            assertThat(here(folder, "materialize", "orders").text()).contains("run succeeded");
            return lack + ", " + command + ": refused, nothing lost";
        });
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    /** Returns what commands print and write, without what belongs to a single run: its id, times, and the folder. */
    private static Map<String, String> results(Path folder, String options) throws Exception {
        Ran ran = ran(folder, List.of(), options, program(Commands.class, List.of()));
        assertThat(ran.status()).as(ran.text()).isZero();
        Map<String, String> results = new LinkedHashMap<>();
        // The JVM says first which options it has taken from the environment.
        for (String part : ran.text().substring(ran.text().indexOf("=== ") + 4).split("(?m)^=== ")) {
            String[] command = part.split("\n", 2);
            results.put(command[0], command[1]
                    .replace(folder.toRealPath().toString(), "FOLDER").replace(folder.toString(), "FOLDER")
                    .replaceAll("\\d{8}-\\d{9}-\\w{6}", "RUN").replaceAll("(\\d+ min )?[0-9.]+ m?s\\b", "TIME")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                    .replaceAll(" +", " "));
        }
        results.put("snapshot", Files.readString(folder.resolve("snapshot.json")));
        return results;
    }

    /** A program that executes all commands on the project in its folder. */
    static final class Commands {

        public static void main(String[] args) throws IOException {
            for (String command : List.of("refresh", "list -o json", "plan *", "materialize *", "resume")) {
                if (command.equals("resume")) {
                    answer(Path.of(""), "run-report", ran("report"));
                }
                Ran ran = here(Path.of(""), command.split(" "));
                // Before that plan says how to enter the folder, quoted for a shell.
                String text = ran.text().substring(Math.max(0, ran.text().indexOf("because: ")));
                System.out.write(("=== " + command + "\n" + ran.status() + " " + text).getBytes(StandardCharsets.UTF_8));
            }
            System.out.flush();
        }
    }

    private record Ran(int status, String text) {}

    /** Executes a command in this JVM. */
    private static Ran here(Path folder, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        if (!folder.toString().isEmpty()) {
            arguments.addAll(1, List.of("--project", folder.toString()));
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
        int status = RockyCli.ofProject().run(out, out, arguments.toArray(String[]::new));
        return new Ran(status, text.toString(StandardCharsets.UTF_8));
    }

    private static List<String> program(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", classPath(),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static Ran ran(Path directory, List<String> prefix, String options, List<String> program) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        Path out = Files.createTempFile("out", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", options);
        int status = builder.start().waitFor();
        String text = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
        Files.delete(out);
        return new Ran(status, text);
    }

    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator)) {
            parts.add(new File(part).getAbsolutePath());
        }
        return String.join(File.pathSeparator, parts);
    }

    private static Path project(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(folder.resolve("answers"));
        Files.writeString(folder.resolve("defs.yaml"), """
                type: dagster_rocky.RockyComponent
                attributes:
                  binary_path: ./fake-rocky
                  config_path: rocky.toml
                  dag_mode: true
                  defs_state: {path: snapshot.json}
                """);
        Files.writeString(folder.resolve("rocky.toml"), "[pipeline.marts]\ntype = 'transformation'\nmodels = 'models/**'\n");
        for (String model : List.of("orders", "report", "TITLES_I")) {
            Files.writeString(folder.resolve("models/" + model + ".sql"), "select 1 as x");
            Files.writeString(folder.resolve("models/" + model + ".toml"), "name = \"" + model + "\"\n");
        }
        Path program = Files.writeString(folder.resolve("fake-rocky"), """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                name=
                while [ $# -gt 0 ]; do
                  case "$1" in
                    discover|compile|optimize|dag) name=$1;;
                    run) name=run;;
                    --model) name="run-$2"; shift;;
                  esac
                  shift
                done
                cat "answers/$name.json" || { echo "error: nothing for $name" >&2; exit 1; }
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        answer(folder, "compile", "{\"command\":\"compile\"}");
        answer(folder, "optimize", "{\"command\":\"optimize\"}");
        answer(folder, "dag", dag("orders", "TITLES_I", "report"));
        answer(folder, "run-orders", ran("orders"));
        answer(folder, "run-TITLES_I", ran("TITLES_I"));
        return folder;
    }

    private static void answer(Path folder, String name, String json) throws IOException {
        Files.writeString(folder.resolve("answers/" + name + ".json"), json);
    }

    private static String dag(String... models) {
        List<String> nodes = new ArrayList<>();
        String before = "";
        for (String model : models) {
            nodes.add(("{\"id\":\"transformation:%s\",\"kind\":\"transformation\",\"label\":\"%s\",\"pipeline\":\"marts\",\"target\":"
                    + "{\"catalog\":\"wh\",\"schema\":\"marts\",\"table\":\"%s\"},\"depends_on\":[%s]}").formatted(model, model, model, before));
            before = "\"transformation:" + model + "\"";
        }
        return "{\"command\":\"dag\",\"schema_version\":\"1\",\"nodes\":[" + String.join(",", nodes) + "],\"edges\":[]}";
    }

    private static String ran(String model) {
        return ("{\"version\":\"1.71.0\",\"command\":\"run\",\"status\":\"Success\",\"filter\":\"\",\"duration_ms\":5,\"tables_copied\":0,"
                + "\"tables_failed\":0,\"materializations\":[{\"asset_key\":[\"wh\",\"marts\",\"%s\"],\"duration_ms\":3,\"metadata\":{}}],"
                + "\"check_results\":[],\"interrupted\":false}").formatted(model);
    }
}
