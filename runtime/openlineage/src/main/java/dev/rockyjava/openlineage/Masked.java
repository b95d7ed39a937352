package dev.rockyjava.openlineage;

import dev.rockyjava.internal.secret.ProjectSecrets;
import dev.rockyjava.internal.secret.Secrets;
import java.nio.file.Path;
import java.util.Map;

/** Masks the secrets of a project in what is sent. */
final class Masked {

    private final Secrets secrets;

    /**
     * @param rockyToml absolute
     * @param environment the variables available to the project
     */
    Masked(Path rockyToml, Map<String, String> environment) {
        secrets = Secrets.of(environment);
        new ProjectSecrets(rockyToml, environment, secrets).find(Map.of());
    }

    String text(String text) {
        return secrets.mask(text);
    }
}
