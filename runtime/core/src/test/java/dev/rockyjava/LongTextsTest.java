package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.asset.Specs;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.diff.EnvironmentMapping;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.SelectionSyntaxException;
import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.read.TableNames;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.internal.sql.SchemaTemplate;
import dev.rockyjava.internal.sql.UnparsedModels;
import dev.rockyjava.internal.template.JinjaTemplate;
import dev.rockyjava.internal.text.LowerCase;
import dev.rockyjava.internal.toml.TomlText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that took hours when the time grew with the square of their length, or overflowed the stack. */
class LongTextsTest {

    private static final int MANY = 500_000;

    @Test
    void unclosedVariablesInToml() {
        String text = "a = 1\n" + "${".repeat(MANY);

        assertThat(TomlText.withVariables(text, Path.of("rocky.toml"), name -> Optional.empty())).isEqualTo(text);
        assertThat(TomlText.withVariablesMarked(text)).isEqualTo(text);
        String spaces = " ".repeat(MANY);
        assertThat(TomlText.withVariables(spaces + "${A}".repeat(MANY), Path.of("rocky.toml"), name -> Optional.of("")))
                .isEqualTo(spaces);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{:", "{a:"})
    void unclosedPlaceholdersOfSchemas(String beginning) {
        String template = beginning.repeat(MANY);

        assertThat(SchemaTemplate.fill(template, Map.of(), "__")).isEqualTo(template);
    }

    @Test
    void aPlaceholderAfterAnUnclosedOneIsFilled() {
        assertThat(SchemaTemplate.fill("{a{b}", Map.of("b", List.of("x", "y")), "__")).isEqualTo("{ax__y");
    }

    @Test
    void emptyLinesInErrorsOfTheEngine() {
        String error = "failed to parse:" + "\n".repeat(MANY);

        assertThat(UnparsedModels.names(error)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "{{", "{%", "$a$ $b$", "$$", "/*/**/"})
    void unclosedTemplatesInSql(String beginning, @TempDir Path folder) throws Exception {
        Path model = Files.writeString(folder.resolve("m.sql"), "SELECT " + beginning.repeat(MANY));
        Files.writeString(folder.resolve("m.toml"), "");

        assertThat(ModelFile.read(model, name -> Optional.empty()).reads().tables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$t%d$ ", "$t%1$d$t%1$d$ "})
    void manyTextsInDollarsThatDontEnd(String beginning, @TempDir Path folder) throws Exception {
        String texts = IntStream.range(0, MANY).mapToObj(beginning::formatted).collect(Collectors.joining());
        Path model = Files.writeString(folder.resolve("m.sql"), "SELECT $a$ FROM b $a$ FROM c WHERE " + texts);
        Files.writeString(folder.resolve("m.toml"), "");

        assertThat(ModelFile.read(model, name -> Optional.empty()).reads().tables()).containsExactly("c");
    }

    @Test
    void aFlagOfLettersThatGrowInLowerCase() {
        byte[] yaml = ("type: RockyComponent\nattributes:\n  dag_mode: " + "\u0130".repeat(MANY)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DefsYaml.read(new ByteArrayInputStream(yaml), "defs.yaml", Optional.empty(),
                        AttributeValues.forRunning(name -> Optional.empty())))
                .isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".5"})
    void aNumberOfManyParts(String end) {
        String number = "1" + ":1".repeat(MANY) + end;
        byte[] yaml = ("type: RockyComponent\nattributes:\n  dag_mode: " + number).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DefsYaml.read(new ByteArrayInputStream(yaml), "defs.yaml", Optional.empty(),
                        AttributeValues.forRunning(name -> Optional.empty())))
                .isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0"})
    void aNumberOfManyPartsInATemplate(String begin) {
        String expression = begin + "_0".repeat(4_900);

        assertThat(JinjaTemplate.parse("{{ " + expression + " }}").plainValue(Map.of())).hasToString(begin);
    }

    @Test
    void aNameOfManyPartsIsMovedToAnotherEnvironment() {
        Definitions dev = Definitions.of(List.of(Specs.builder("a").target(new Target("dev", "s", "a")).build()), List.of());
        Definitions prod = Definitions.of(List.of(Specs.builder("a").target(new Target("wh", "s", "a")).build()), List.of());
        String name = "dev.s.a" + ".a".repeat(MANY);
        byte[] snapshot = ("{'rocky_java':{'format':1,'sources_by_pipeline':{'b':['" + name + "']}}}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        TableNames names = new TableNames(EnvironmentMapping.between(dev, prod), true);

        assertThat(SnapshotReader.read(new ByteArrayInputStream(snapshot), "s.json", names).toString()).contains("wh.s.a.a.a");
    }

    @Test
    void aLongNameThatNoAssetHas() {
        AssetKey wrong = AssetKey.of("part_of_a_name_".repeat(MANY));
        List<AssetKey> known = IntStream.range(0, 100).mapToObj(i -> AssetKey.of("a_part_of_a_name_" + i)).toList();

        assertThat(NearestKeys.of(wrong, known)).isEmpty();
        assertThat(NearestKeys.of(known.get(0), List.of(wrong))).isEmpty();
    }

    @Test
    void aSelectionOfLettersThatGrowInLowerCase() {
        String word = "\u0130".repeat(MANY);

        assertThatThrownBy(() -> AssetSelection.parse(word).resolve(Definitions.of(List.of(), List.of())))
                .isInstanceOf(RockyException.class);
        assertThatThrownBy(() -> AssetSelection.parse(word + "(a)")).isInstanceOf(SelectionSyntaxException.class);
        assertThatThrownBy(() -> AssetSelection.parse(word + ":a")).isInstanceOf(SelectionSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0130", "\u03a3", "A"})
    void namesInLowerCase(String letter) {
        assertThat(LowerCase.of(letter.repeat(MANY))).isEqualTo(letter.toLowerCase(Locale.ROOT).repeat(MANY));
    }
}
