package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.pipes.DagsterPipes;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that plan and materialize have in common: assets, partitions, and the kinds to execute. */
final class RunOptions {

    /** The words of the kinds that aren't executed by default, for the help and the completion script. */
    static final class Kinds implements Iterable<String> {

        private static List<String> words() {
            return NodeKind.onRequest().stream().map(NodeKind::word).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }

    /** Parses one word of {@code --execute}. */
    static final class KindConverter implements ITypeConverter<NodeKind> {

        @Override
        public NodeKind convert(String word) {
            return NodeKind.onRequest().stream()
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of " + Kinds.words() + " but was '" + word + "'"));
        }
    }

    /** Returns the words for the completion script. */
    static final class Modes implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(ExecutionMode.values()).map(ExecutionMode::word).iterator();
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "SELECTION",
            completionCandidates = SelectionHelp.Words.class,
            description = SelectionHelp.SHORT + " May be left out only where Dagster has selected assets, see Dagster Pipes.")
    private @Nullable String selection;

    @Mixin
    private PartitionOptions partitions = new PartitionOptions();

    @Option(
            names = "--execute",
            split = ",",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            converter = KindConverter.class,
            description = """
                    Execute nodes of these kinds, which are placeholders by default: ${COMPLETION-CANDIDATES}. Tests \
                    run after their model; if one fails with severity error, everything downstream is not built.""")
    private List<NodeKind> execute = List.of();

    @Option(
            names = "--execution-mode",
            paramLabel = "MODE",
            completionCandidates = Modes.class,
            description = """
                    direct, or plan-then-apply: the engine stores a plan first, then applies it; replications only. \
                    Default: execution_mode of the configuration.""")
    private @Nullable String mode;

    @Option(
            names = "--fused",
            description = """
                    Build all models of a pipeline with a single engine call, if all are selected, none has chosen \
                    partitions, and building one again replaces its rows. The engine then also builds models that are \
                    newer than the snapshot.""")
    private boolean fused;

    /**
     * Returns a materializer for the arguments. Makes no engine call.
     *
     * @throws UsageException if the options contradict one another or the assets
     */
    Materializer materializer(
            Session session, Definitions definitions, RockyEngine engine, JournalFolder journal) {
        return materializer(session, definitions, engine, journal, Optional.empty());
    }

    /**
     * Returns a materializer for the arguments, and for what Dagster asks for where they don't say it. Makes no engine
     * call.
     *
     * @throws UsageException if the options contradict one another or the assets
     */
    Materializer materializer(
            Session session,
            Definitions definitions,
            RockyEngine engine,
            JournalFolder journal,
            Optional<DagsterPipes> dagster) {
        Materializer materializer = selected(
                        session.workspace().component().materializer(definitions, engine), session, definitions, dagster)
                .journal(journal.path())
                .execute(execute.toArray(NodeKind[]::new));
        String word = mode;
        if (word != null) {
            materializer = materializer.executionMode(UsageException.instead(() -> ExecutionMode.ofWord(word)));
        }
        if (fused) {
            materializer = materializer.fused();
        }
        return partitions.apply(materializer, definitions, session.terminal(), dagster.flatMap(DagsterPipes::partitions));
    }

    /** @throws MissingParameterException if no selection was typed */
    void requireSelection() {
        if (selection == null) {
            throw missingSelection();
        }
    }

    private MissingParameterException missingSelection() {
        return new MissingParameterException(
                command.commandLine(), command.positionalParameters().get(0), "SELECTION is missing");
    }

    private Materializer selected(
            Materializer materializer, Session session, Definitions definitions, Optional<DagsterPipes> dagster) {
        String text = selection;
        if (text != null) {
            return materializer.select(text, session.selectionContext(definitions));
        }
        List<AssetKey> asked = dagster.map(DagsterPipes::assets).orElse(List.of());
        if (asked.isEmpty()) {
            throw missingSelection();
        }
        return materializer.select(AssetSelection.ofKeys(asked).because("selected by Dagster"));
    }
}
