package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.json.JsonFailure;
import dev.rockyjava.internal.json.Mappers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The checks required by contracts. They are read from the project's {@code contracts_dir} when a snapshot is
 * written; definitions are built without the project, from the snapshot alone. Names and rules are dagster-rocky's:
 * <ul>
 *   <li>{@code contract_required_columns} and {@code contract_protected_columns} for a list of that name in
 *       {@code [rules]}
 *   <li>{@code contract_column_constraints} for {@code no_new_nullable}, or for a column with a type or a nullability
 * </ul>
 */
public final class ContractChecks {

    public static final String REQUIRED = "contract_required_columns";
    public static final String PROTECTED = "contract_protected_columns";
    public static final String CONSTRAINTS = "contract_column_constraints";

    private static final String SUFFIX = ".contract.toml";

    private ContractChecks() {}

    /**
     * Reads every {@code <model>.contract.toml} of a folder, without subfolders.
     *
     * @return the names of checks by model, for the slot {@code rocky_java/contracts}; models without any are left
     *     out; empty if the folder doesn't exist
     * @throws IOException if a file can't be read or isn't valid TOML; the message begins with its name
     */
    public static SortedMap<String, List<String>> read(Path folder) throws IOException {
        SortedMap<String, List<String>> byModel = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return byModel;
        }
        try (Stream<Path> files = Files.list(folder)) {
            // Sorted, so that the same unreadable file is named on every machine.
            for (Path file : files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList()) {
                String name = file.getFileName().toString();
                List<String> checks = checks(file);
                if (name.length() > SUFFIX.length() && !checks.isEmpty()) {
                    byModel.put(name.substring(0, name.length() - SUFFIX.length()), checks);
                }
            }
        }
        return Collections.unmodifiableSortedMap(byModel);
    }

    private static List<String> checks(Path file) throws IOException {
        JsonNode contract;
        try {
            contract = Mappers.readToml(RegularFile.text(file));
        } catch (JacksonException e) {
            throw new IOException(file + ": this is not valid TOML: " + JsonFailure.text(e), e);
        }
        JsonNode rules = contract.path("rules");
        List<String> checks = new ArrayList<>();
        if (!rules.path("required").isEmpty()) {
            checks.add(REQUIRED);
        }
        if (!rules.path("protected").isEmpty()) {
            checks.add(PROTECTED);
        }
        boolean constrained = contract.path("columns").valueStream().anyMatch(c -> c.has("type") || c.has("nullable"));
        if (rules.path("no_new_nullable").asBoolean(false) || constrained) {
            checks.add(CONSTRAINTS);
        }
        return List.copyOf(checks);
    }
}
