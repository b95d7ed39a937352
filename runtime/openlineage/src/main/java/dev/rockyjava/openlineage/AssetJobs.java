package dev.rockyjava.openlineage;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.sql.ModelFile;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.Job;
import io.openlineage.client.OpenLineage.JobFacetsBuilder;
import io.openlineage.client.OpenLineage.JobTypeJobFacet;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The jobs that build assets. */
final class AssetJobs {

    /** A longer query is left out: a part of one can't be read. */
    private static final int LONGEST_QUERY = 200_000;

    private final OpenLineage events;
    private final String namespace;
    private final String project;
    private final DatasetNames names;
    private final ModelTexts models;
    private final Optional<SourceRepository> repository;
    private final Masked masked;

    /**
     * @param namespace of all jobs
     * @param project the first part of their names
     * @param repository where the project's files are published
     */
    AssetJobs(
            OpenLineage events,
            String namespace,
            String project,
            DatasetNames names,
            ModelTexts models,
            Optional<SourceRepository> repository,
            Masked masked) {
        this.events = events;
        this.namespace = namespace;
        this.project = project;
        this.names = names;
        this.models = models;
        this.repository = repository;
        this.masked = masked;
    }

    String namespace() {
        return namespace;
    }

    /** Returns the name of the job that is a whole run. */
    String nameOfRun() {
        return project;
    }

    /** Returns the name of the job that builds an asset; each asset has another. */
    String name(AssetKey key) {
        return name(project, key);
    }

    static String name(String project, AssetKey key) {
        return project + "." + key.path().stream()
                .map(part -> part.isEmpty() || part.indexOf('.') >= 0 || part.indexOf('"') >= 0
                        ? '"' + part.replace("\"", "\"\"") + '"'
                        : part)
                .collect(Collectors.joining("."));
    }

    /** Returns the name of the job that checks an asset. */
    String nameOfTest(AssetKey key) {
        return name(key) + ".test";
    }

    Job ofRun() {
        return events.newJobBuilder()
                .namespace(namespace)
                .name(nameOfRun())
                .facets(events.newJobFacetsBuilder().jobType(type("JOB")).build())
                .build();
    }

    Job of(AssetSpec spec) {
        JobFacetsBuilder facets = described(spec).jobType(type(kind(spec)));
        if (spec.kind() == NodeKind.TRANSFORMATION) {
            models.file(spec).ifPresent(file -> code(spec, file, facets));
        }
        return events.newJobBuilder().namespace(namespace).name(name(spec.key())).facets(facets.build()).build();
    }

    Job ofTest(AssetSpec spec) {
        return events.newJobBuilder()
                .namespace(namespace)
                .name(nameOfTest(spec.key()))
                .facets(described(spec).jobType(type("TEST")).build())
                .build();
    }

    private JobFacetsBuilder described(AssetSpec spec) {
        JobFacetsBuilder facets = events.newJobFacetsBuilder();
        spec.description().ifPresent(text -> facets.documentation(
                events.newDocumentationJobFacetBuilder().description(masked.text(text)).build()));
        return facets;
    }

    private static String kind(AssetSpec spec) {
        return switch (spec.kind()) {
            case TRANSFORMATION -> "MODEL";
            case QUALITY -> "TEST";
            default -> spec.kind().word().toUpperCase(Locale.ROOT);
        };
    }

    private JobTypeJobFacet type(String type) {
        return events.newJobTypeJobFacetBuilder().processingType("BATCH").integration("ROCKY").jobType(type).build();
    }

    private void code(AssetSpec spec, Path file, JobFacetsBuilder facets) {
        String text = ModelFile.textOf(file);
        boolean sql = file.toString().endsWith(".sql");
        String code = masked.text(sql ? ModelFile.sqlOf(text) : text);
        if (!code.isEmpty() && code.length() <= LONGEST_QUERY) {
            if (sql) {
                facets.sql(events.newSQLJobFacet(code, names.target(spec.pipeline()).type()));
            } else {
                facets.sourceCode(events.newSourceCodeJobFacet("rocky", code));
            }
        }
        repository.ifPresent(git -> git.path(file).ifPresent(path -> facets.sourceCodeLocation(
                events.newSourceCodeLocationJobFacetBuilder()
                        .type("git")
                        .url(git.page(path))
                        .repoUrl(git.url())
                        .path(path)
                        .version(git.commit())
                        .branch(git.branch().orElse(null))
                        .build())));
    }
}
