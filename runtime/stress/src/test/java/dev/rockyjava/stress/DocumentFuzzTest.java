package dev.rockyjava.stress;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.SeedOutput;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.generated.ComponentResource;
import dev.rockyjava.generated.DefinitionsResource;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.journal.JournalReader;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file or an answer contains, it is read, or refused with the exception that is documented for it. */
class DocumentFuzzTest {

    private static final int FEW = 150;
    private static final int ALL = 200_000;

    private static final Function<String, Optional<String>> VARIABLES =
            name -> name.length() == 1 ? Optional.empty() : Optional.of("value of " + name);

    @TempDir
    private Path folder;

    private interface Reader {

        void read(byte[] bytes, Random random) throws Exception;
    }

    private static void fuzz(String name, Mutator mutator, Class<? extends RuntimeException> refusal, Reader reader) {
        fuzz(name, FEW, mutator, refusal, reader);
    }

    private static void fuzz(
            String name, int few, Mutator mutator, Class<? extends RuntimeException> refusal, Reader reader) {
        Campaign campaign = new Campaign(name, few, ALL);
        Meter meter = new Meter(campaign, 2_000, 384 << 20);
        campaign.run((round, random) -> {
            byte[] bytes = mutator.mutant(random);
            return meter.measured(bytes.length, () -> {
                try {
                    reader.read(bytes, random);
                    return "read";
                } catch (RuntimeException e) {
                    if (refusal.isInstance(e)) {
                        return "refused";
                    }
                    throw e;
                }
            });
        });
    }

    @Test
    void answersOfTheEngine() {
        List<Reader> readers = List.of(
                (bytes, random) -> EngineDocuments.parse(bytes, text -> text.replace("e", "*")),
                (bytes, random) -> EngineDocuments.parse(text(bytes)),
                (bytes, random) -> EngineDocuments.compliance(text(bytes)),
                (bytes, random) -> EngineDocuments.retentionStatus(text(bytes)),
                (bytes, random) -> EngineDocuments.history(text(bytes)),
                (bytes, random) -> EngineDocuments.discover(text(bytes)),
                (bytes, random) -> EngineDocuments.masked(text(bytes), text -> text.replace("e", "*")));
        fuzz("answers", Mutator.ofJson(Corpus.documents()), EngineOutputException.class, (bytes, random) ->
                Mutator.any(readers, random).read(bytes, random));
    }

    @Test
    void projects() {
        fuzz("rocky-toml", Mutator.ofText(List.of(Corpus.text("rocky.toml"))), ProjectException.class, (bytes, random) ->
                RockyProject.parse(Path.of("rocky.toml"), text(bytes), VARIABLES));
    }

    @Test
    void modelsAndTheirSidecars() throws Exception {
        Path model = folder.resolve("m.sql");
        Path sidecar = folder.resolve("m.toml");
        Mutator sidecars = Mutator.ofText(List.of(Corpus.text("sidecar.toml")));
        fuzz("models", Mutator.ofText(List.of(Corpus.text("model.sql"))), ProjectException.class, (bytes, random) -> {
            Files.write(model, bytes);
            Files.deleteIfExists(sidecar);
            if (random.nextBoolean()) {
                Files.write(sidecar, sidecars.mutant(random));
            }
            ModelFile.read(model, VARIABLES).reads();
        });
    }

    @Test
    void configurations() {
        String file = Corpus.text("defs.yaml");
        List<String> documents = new ArrayList<>(List.of(file.split("---\n")));
        documents.add(file);
        fuzz("defs-yaml", Mutator.ofText(documents), ConfigException.class, (bytes, random) -> {
            Optional<String> key = random.nextInt(4) > 0 ? Optional.of("0") : Optional.of("warehouse");
            DefsYaml.read(new ByteArrayInputStream(bytes), "defs.yaml", key, AttributeValues.forRunning(VARIABLES));
        });
    }

    @Test
    void journals() throws Exception {
        Path file = folder.resolve("20260407-080000000-aaaaaa.jsonl");
        List<String> lines = Corpus.text("journal.jsonl").lines().toList();
        Mutator byLine = Mutator.ofJson(lines);
        fuzz("journals", Mutator.ofText(List.of(Corpus.text("journal.jsonl"))), JournalException.class, (bytes, random) -> {
            Files.write(file, random.nextInt(3) == 0 ? bytes : withOtherLine(lines, byLine.mutant(random), random));
            RunHistory history = RunHistory.read(folder);
            history.last();
            history.builtPartitions();
            history.usualDurations();
            RunHistory.leftProcesses(folder);
            JournalReader reader = JournalReader.read(file);
            reader.notToRepeat();
            reader.plan();
            reader.run();
        });
    }

    private static byte[] withOtherLine(List<String> lines, byte[] line, Random random) {
        byte[] before = String.join("\n", lines.subList(0, random.nextInt(lines.size()))).getBytes(StandardCharsets.UTF_8);
        byte[] after = String.join("\n", lines.subList(random.nextInt(lines.size()), lines.size())).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(before.length + line.length + after.length + 3)
                .put(before).put((byte) '\n').put(line).put((byte) '\n').put(after).put((byte) '\n').array();
    }

    @Test
    void resourcesOfDefinitions() {
        byte[] whole = DefinitionsWriter.write(definitions());
        fuzz("definitions-resource", Mutator.ofText(List.of("")), IllegalStateException.class, (bytes, random) ->
                useAll(DefinitionsResource.load(new ByteArrayInputStream(damaged(whole, random)), "r.rocky")));
    }

    /** Half of them with the right checksum, as a faulty writer would write them. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = Arrays.copyOf(whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
        for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextBoolean() && bytes.length > 8) {
            CRC32 sum = new CRC32();
            sum.update(bytes, 8, bytes.length - 8);
            ByteBuffer.wrap(bytes).put(0, whole, 0, 4).putInt(4, (int) sum.getValue());
        }
        return bytes;
    }

    private static void useAll(Definitions definitions) {
        definitions.specs().forEach(spec -> spec.toString());
        definitions.checks().forEach(check -> check.toString());
        definitions.keys().forEach(key -> definitions.find(key));
    }

    @Test
    void resourcesOfComponents() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("rocky")).resolve("snapshot.json"), Corpus.text("snapshot-dag.json"));
        Files.writeString(folder.resolve("rocky.toml"), "");
        Files.writeString(folder.resolve("defs.yaml"), Corpus.text("defs.yaml"));
        List<String> files = List.of(Corpus.text("configuration.properties"), "layout=1\ntype=a.B\ndefs=defs.yaml#0\n");
        fuzz("component-resource", Mutator.ofText(files), RockyException.class,
                (bytes, random) -> {
                    ComponentResource resource;
                    try {
                        resource = ComponentResource.load(new ByteArrayInputStream(bytes), "r.properties");
                    } catch (IllegalStateException e) {
                        throw new ConfigException(e.getMessage());
                    }
                    resource.in(folder);
                });
    }

    /** Each is loaded into a database. Also refused: a seed of another name than the one that is asked for, which loads nothing. */
    @Test
    void seeds() throws Exception {
        Path toml = Files.writeString(folder.resolve("rocky.toml"), Corpus.text("seeds.toml"));
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        byte[] sidecar = Corpus.text("seed.toml").getBytes(StandardCharsets.UTF_8);
        Mutator sidecars = Mutator.ofText(List.of(Corpus.text("seed.toml")));
        try (EmbeddedEngine engine = EmbeddedEngine.open(toml)) {
            fuzz("seeds", 20, Mutator.ofText(List.of(Corpus.text("seed.csv"))), RockyException.class, (bytes, random) -> {
                Files.write(seeds.resolve("countries.csv"), bytes);
                Files.write(seeds.resolve("countries.toml"), random.nextBoolean() ? sidecar : sidecars.mutant(random));
                EngineReply reply = engine.run(new RunRequest.Seed("countries"), CallOptions.defaults());
                SeedOutput output = (SeedOutput) reply.document();
                if (reply.exitCode() != 0 || output.tables().isEmpty()) {
                    throw new ProjectException("not loaded", null);
                }
            });
        }
    }

    @Test
    void selections() {
        Definitions definitions = definitions();
        List<String> lines = Corpus.text("selections.txt").lines().toList();
        fuzz("selections", Mutator.ofText(lines), RockyException.class, (bytes, random) ->
                AssetSelection.parse(text(bytes)).resolve(definitions));
    }

    private static Definitions definitions() {
        byte[] snapshot = Corpus.text("snapshot-dag.json").getBytes(StandardCharsets.UTF_8);
        return DefinitionsBuilder.build(
                        SnapshotReader.read(new ByteArrayInputStream(snapshot), "s.json"), new RockyTranslator())
                .definitions();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
