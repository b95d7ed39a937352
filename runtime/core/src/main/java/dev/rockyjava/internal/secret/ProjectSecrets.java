package dev.rockyjava.internal.secret;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.internal.toml.TomlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds the values that a project takes from the environment: each {@code ${VAR}} and {@code ${VAR:-default}} in
 * {@code rocky.toml} and in the configuration of its models, regardless of the variable's name (ENGINE.md §1.5).
 *
 * <p>Where a variable is used decides: it is secret unless it is the value of a key that names data or a place in the
 * project (a path, catalog, schema, table, region and the like, see {@link #NAMES_SOMETHING}), because masking those
 * would black out ordinary text. A variable that is also used under a key such as {@code password}, as the URL of
 * a hook, or as a credential within a URL or connection string, is secret anyway. So is the clear-text value of such a key outside pipelines.
 *
 * <p>In a model's own file only the configuration at its beginning is examined: the engine substitutes no variables
 * in SQL.
 */
public final class ProjectSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectSecrets.class);

    private static final Pattern NAMES_SOMETHING = Pattern.compile(
            "type|kind|backend|strategy|mode|format|granularity|name|namespace|models|region|location|project|project_id"
                    + "|database|warehouse|role|components|separator|depends_on|schedule|enabled"
                    + "|(?:unique|merge|primary|partition|cluster)_?(?:keys?|by)"
                    + "|.*(?:path|dir|bucket|prefix|catalog|schema|tables?|columns?|template)");

    // Stands for a variable wherever one can be used: within quotes, as a bare value, in the name of a table.
    private static final long FIRST_MARK = 4_711_000_000_000_000_000L;
    private static final Pattern MARK = Pattern.compile("47110000000000\\d{5}");

    private final Path configFile;
    private final Map<String, String> environment;
    private final Secrets secrets;
    private final Set<String> mentioned = new HashSet<>();
    private @Nullable String read;
    private Map<String, String> ofCall = Map.of();

    /**
     * @param configFile {@code rocky.toml}, absolute
     * @param environment the variables available to the project
     * @param secrets receives the values found
     */
    public ProjectSecrets(Path configFile, Map<String, String> environment, Secrets secrets) {
        this.configFile = configFile;
        this.environment = environment;
        this.secrets = secrets;
    }

    /**
     * Finds the secrets in the current {@code rocky.toml}; in the models' files only the first time and after a
     * change of {@code rocky.toml}. A file that can't be read contributes none: the engine can't read it either.
     *
     * @param call the variables of a single call, which replace those available to the project
     */
    public synchronized void find(Map<String, String> call) {
        String text = text(configFile);
        if (!text.equals(read)) {
            read = text;
            ofCall = Map.of();
            find(text, environment);
        }
        Map<String, String> used = new TreeMap<>(call);
        used.keySet().retainAll(mentioned);
        if (!used.isEmpty() && !used.equals(ofCall)) {
            ofCall = used;
            Map<String, String> all = new TreeMap<>(environment);
            all.putAll(used);
            find(text, all);
        }
    }

    private void find(String text, Map<String, String> environment) {
        Set<String> values = new LinkedHashSet<>();
        find(configFile, text, environment, values);
        JsonNode config = resolved(text, environment);
        Uses uses = new Uses();
        uses.collect(config, "", "");
        values.addAll(uses.underSecretKeyOutsideOfPipelines);
        try {
            for (Path folder : modelFolders(config)) {
                findBelow(folder, environment, values);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("can't look through the models of {}", configFile, e);
        }
        secrets.add(values);
    }

    private void findBelow(Path folder, Map<String, String> environment, Set<String> values) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String text = toml(file);
                if (text.contains("${")) {
                    find(file, text, environment, values);
                }
            }
        }
    }

    private static String toml(Path file) {
        String name = file.toString();
        return name.endsWith(".toml")
                ? text(file)
                : name.endsWith(".sql") || name.endsWith(".rocky") ? ModelFile.frontMatter(text(file)).orElse("") : "";
    }

    private Set<Path> modelFolders(JsonNode config) {
        Set<Path> folders = new LinkedHashSet<>(List.of(folder("models")));
        config.findValues("models").stream()
                .filter(JsonNode::isString)
                .forEach(models -> folders.add(folder(models.asString().replaceFirst("/?[^/]*[*?\\[{].*", ""))));
        folders.removeIf(folder -> !folder.startsWith(folder("")));
        return folders;
    }

    private Path folder(String name) {
        return configFile.resolveSibling(name).normalize();
    }

    private static String text(Path file) {
        try {
            return TomlText.read(file);
        } catch (ProjectException e) {
            return "";
        }
    }

    private void find(Path file, String text, Map<String, String> environment, Set<String> values) {
        List<String> variables = new ArrayList<>();
        Uses uses = new Uses();
        try {
            String marked = TomlText.withVariables(text, file, name -> {
                if (!variables.contains(name)) {
                    variables.add(name);
                }
                return Optional.of(String.valueOf(FIRST_MARK + variables.indexOf(name)));
            });
            uses.collect(TomlText.parse(marked, file), "", "");
        } catch (ProjectException e) {
            LOG.debug("where the variables of {} stand isn't known, so all count as secret", file, e);
        }
        mentioned.addAll(variables);
        for (int i = 0; i < variables.size(); i++) {
            if (uses.underSecretKey.contains(i) || !uses.namingSomething.contains(i)) {
                Optional.ofNullable(environment.get(variables.get(i))).ifPresent(values::add);
            }
        }
    }

    /** Returns the project with its variables substituted; empty if it can't be read. */
    private JsonNode resolved(String text, Map<String, String> environment) {
        try {
            String whole = TomlText.withVariables(
                    text, configFile, name -> Optional.ofNullable(environment.get(name)));
            return TomlText.parse(whole, configFile);
        } catch (ProjectException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** The variables used under each kind of key. */
    private static final class Uses {

        private final Set<Integer> underSecretKey = new LinkedHashSet<>();
        private final Set<Integer> namingSomething = new LinkedHashSet<>();
        private final Set<String> underSecretKeyOutsideOfPipelines = new LinkedHashSet<>();

        /**
         * @param table the top-level table of the file; empty at the top level itself
         * @param key the nearest enclosing key
         */
        void collect(JsonNode node, String table, String key) {
            node.properties().forEach(entry -> {
                namingSomething.addAll(marks(entry.getKey()));
                collect(entry.getValue(), table.isEmpty() ? entry.getKey() : table, entry.getKey());
            });
            if (node.isArray()) {
                node.forEach(element -> collect(element, table, key));
            } else if (node.isValueNode()) {
                value(node.asString(), table, key);
            }
        }

        private void value(String text, String table, String key) {
            if (NAMES_SOMETHING.matcher(key).matches()) {
                List<Integer> elsewhere = marks(Credentials.mask(text));
                namingSomething.addAll(elsewhere);
                marks(text).stream().filter(mark -> !elsewhere.contains(mark)).forEach(underSecretKey::add);
            } else if (Secrets.isSecretName(key) || key.equals("url") && table.startsWith("hook")) {
                underSecretKey.addAll(marks(text));
                if (!table.startsWith("pipeline")) {
                    underSecretKeyOutsideOfPipelines.add(text);
                }
            }
        }

        private static List<Integer> marks(String text) {
            Matcher matcher = MARK.matcher(text);
            return matcher.results().map(mark -> (int) (Long.parseLong(mark.group()) - FIRST_MARK)).toList();
        }
    }
}
