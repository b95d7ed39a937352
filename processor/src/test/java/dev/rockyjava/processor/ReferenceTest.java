package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are declared to be keys. */
class ReferenceTest {

    private static final String MARKS = """
            package acme;

            import dev.rockyjava.annotation.*;

            /** What reads what. */
            public @interface Reads {
                /** Keys. */
                @AssetRef(Warehouse.class)
                String[] value() default {};

                /** One. */
                @AssetRef(Warehouse.class)
                String one() default "wh/marts/fct_orders";

                /** A column. */
                @ColumnRef(Warehouse.class)
                String[] columns() default {};

                /** An optional one. */
                @AssetRef(Warehouse.class)
                String perhaps() default "";

                /** Not a key. */
                String text() default "nothing";

                /** Inside. */
                Inner[] inner() default {};

                /** Nested. */
                @interface Inner {
                    /** Key. */
                    @AssetRef(Warehouse.class)
                    String key();
                }
            }
            """;

    @TempDir
    Path folder;

    private TestProject project() {
        SnapshotJson json = new SnapshotJson()
                .model("wh", "marts", "fct_orders")
                .model("wh", "marts", "dim_customers")
                .model("wh", "raw", "customers")
                .column("x", "id", "fct_orders", "order_id")
                .column("x", "total", "fct_orders", "total_eur");
        return new TestProject(folder)
                .snapshot(json)
                .source("acme/Warehouse.java", TestProject.WAREHOUSE.replace("interface", "public interface"))
                .source("acme/Reads.java", MARKS).withoutProcessingLint();
    }

    private TestProject using(String body) {
        return project().source("app/Use.java", "package app;\n\nimport acme.*;\nimport acme.WarehouseAssets.Keys;\n"
                + "import dev.rockyjava.annotation.*;\n\n" + body + "\n");
    }

    private static String use(String annotation) {
        return annotation + "\nfinal class Use {\n    private Use() {}\n}";
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "@Reads",
        "@Reads(\"wh/marts/fct_orders\")",
        "@Reads({\"wh/marts/fct_orders\", \"wh/raw/\" + \"customers\"})",
        "@Reads(Keys.Wh.Marts.FCT_ORDERS)",
        "@Reads({Keys.Wh.Marts.FCT_ORDERS, Keys.Wh.Raw.CUSTOMERS})",
        "@Reads(value = {}, text = \"no key\", one = Keys.Wh.Marts.DIM_CUSTOMERS)",
        "@Reads(columns = {Keys.Wh.Marts.FctOrders.ORDER_ID, \"wh/marts/fct_orders/total_eur\"})",
        "@Reads(inner = @Reads.Inner(key = \"wh/raw/customers\"))",
    })
    void areFine(String annotation) {
        using(use(annotation)).compile().clean();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // typing, case, separator, bare name, moved, path that is cut short
        "@Reads(\"wh/marts/fct_order\")          | 7:8  | \"wh/marts/fct_order\"; did you mean wh/marts/fct_orders?",
        "@Reads(\"WH/MARTS/FCT_ORDERS\")         | 7:8  | did you mean wh/marts/fct_orders?",
        "@Reads(\"wh.marts.fct_orders\")         | 7:8  | did you mean wh/marts/fct_orders?",
        "@Reads(\"wh\\\\marts\\\\fct_orders\")   | 7:8  | did you mean wh/marts/fct_orders?",
        "@Reads(\"fct_orders\")                  | 7:8  | did you mean wh/marts/fct_orders?",
        "@Reads(\"marts/dim_customers\")         | 7:8  | did you mean wh/marts/dim_customers?",
        "@Reads(\"lake/bronze/customers\")       | 7:8  | did you mean wh/raw/customers?",
        "@Reads(\"wh/mart/fct_orders\")          | 7:8  | did you mean wh/marts/fct_orders?",
        // nothing is near
        "@Reads(\"wh/marts/fct_xyz\")            | 7:8  | among its 3 assets",
        "@Reads(\"\")                            | 7:8  | the text is empty; write an asset's key",
        "@Reads(\"wh\\\\\")                      | 7:8  | can't be a key",
        // the value's own place
        "@Reads(one = \"gone\")                  | 7:14 | \"gone\"",
        "@Reads({\"wh/marts/fct_orders\", \"x\"}) | 7:32 | \"x\"",
        "@Reads(inner = {@Reads.Inner(key = \"wh/raw/customers\"), @Reads.Inner(key = \"y\")}) | 7:76 | \"y\"",
        "@Reads({Keys.Wh.Marts.FCT_ORDERS, Keys.Wh.Raw.CUSTOMERS + 2}) | 7:57 | did you mean wh/raw/customers?",
    })
    void anUnknownAsset(String annotation, String place, String text) {
        expect(use(annotation), place, "[RK301] acme.Warehouse: ", text);
    }

    @Test
    void anEmptyTextIsNotGivenWhereItIsTheDefault() {
        assertThat(using(use("@Reads(perhaps = \"\")")).compile().clean().succeeded()).isTrue();
        assertThat(using(use("@Reads(one = \"\")")).compile().onlyError().getMessage(null)).contains("the text is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wh/marts/fct_orders/orderid  | there is no column \"orderid\" of wh/marts/fct_orders; did you mean wh/marts/fct_orders/order_id?",
        "wh/marts/fct_orders/TOTAL_EUR | did you mean wh/marts/fct_orders/total_eur?",
        "wh/marts/fct_orders/zzz      | it has order_id, total_eur",
        "wh/marts/fct_order/order_id  | did you mean wh/marts/fct_orders?",
        "order_id                     | can't be a key: a column is written as its asset's key, a slash and its name, unlike 'order_id'",
        "''                           | the text is empty; write the asset's key, a slash and the column's name",
    })
    void anUnknownColumn(String column, String text) {
        expect(use("@Reads(columns = \"" + column + "\")"), "7:18", "[RK302] acme.Warehouse: ", text);
    }

    /** The table was renamed and the model not, or the keys are made in another way than they were. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wh/marts/fct_orders           | it is called dwh/fact/Orders now (transformation:fct_orders, built as wh.marts.orders_v2)",
        "somewhere/else/fct_orders     | it is called dwh/fact/Orders now",
        "wh/marts/orders_v2            | it is called dwh/fact/Orders now",
        "wh.marts.orders_v2            | it is called dwh/fact/Orders now",
        "transformation:fct_orders     | it is called dwh/fact/Orders now",
        "seed:days                     | it is called dwh/calendar now (seed:days)",
        // what only sounds like it, and what two could be
        "dwh/fact/orders               | did you mean dwh/fact/Orders?",
        "wh/marts/fct_order            | did you mean dwh/fact/Orders?",
        "wh/marts/twin                 | if it is new, refresh",
        "fact/Orders                   | did you mean dwh/fact/Orders?",
    })
    void namesWhatAnAssetIsCalledNow(String text, String message) {
        SnapshotJson json = new SnapshotJson().model("transformation:fct_orders", "fct_orders", "wh", "marts", "orders_v2");
        json.node("seed:days", "seed", "days");
        json.node("quality:twin", "quality", "twin").put("pipeline", "a");
        json.node("snapshot:twin", "snapshot", "twin").put("pipeline", "b");
        TestProject project = using(use("@Reads(\"" + text + "\")"))
                .snapshot(json)
                .file("src/acme/Reads.java", MARKS.replace("wh/marts/fct_orders", "dwh/fact/Orders"))
                .file("src/acme/Warehouse.java", TestProject.WAREHOUSE.replace("interface", "public interface")
                        .replace("json\"", """
                        json", translation = {"prefix: dwh", "rename:", "  'transformation:fct_orders': dwh/fact/Orders",
                        "  'seed:days': dwh/calendar", "  'quality:twin': dwh/q", "  'snapshot:twin': dwh/s"}"""));
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK301]").contains(message);
    }

    private void expect(String body, String place, String start, String text) {
        Diagnostic<?> error = using(body).compile().onlyError();
        assertThat(error.getMessage(null)).startsWith(start).contains(text);
        assertThat(error.getSource().toString()).contains("Use.java");
        assertThat(error.getLineNumber() + ":" + error.getColumnNumber()).isEqualTo(place);
    }

    /** On everything that can be annotated and that a processor sees. */
    @ParameterizedTest
    @ValueSource(strings = {
        "@Reads(\"gone\") final class Use { private Use() {} }",
        "final class Use { @Reads(\"gone\") private Use() {} }",
        "final class Use { private Use() {} @Reads(\"gone\") int field; }",
        "final class Use { private Use() {} @Reads(\"gone\") void method() {} }",
        "final class Use { private Use() {} void method(@Reads(\"gone\") int parameter) {} }",
        "final class Use { private Use() {} static final class Inner { private Inner() {} @Reads(\"gone\") int field; } }",
        "enum Use { @Reads(\"gone\") ONE }",
        "@interface Use { @Reads(\"gone\") int value(); }",
        "@Reads(\"gone\") interface Use {}",
        "final class Use { private Use() {} @AssetRef(Warehouse.class) static final String KEY = \"gone\"; }",
        "interface Use { @AssetRef(Warehouse.class) String KEY = Keys.Wh.Raw.CUSTOMERS + \"gone\"; }",
        "@interface Use { @AssetRef(Warehouse.class) String value() default \"gone\"; }",
        "@interface Use { @AssetRef(Warehouse.class) String[] value() default {Keys.Wh.Raw.CUSTOMERS, \"gone\"}; }",
    })
    void anywhere(String body) {
        assertThat(using(body).compile().onlyError().getMessage(null)).startsWith("[RK301]").contains("gone\"");
    }

    /** What a processor can't see is let through; the documentation of the annotation says so. */
    @ParameterizedTest
    @ValueSource(strings = {
        "final class Use { private Use() {} void method() { @Reads(\"gone\") int local = 1; assert local == 1; } }",
        "final class Use { private Use() {} @AssetRef(Warehouse.class) String key = \"gone\"; }",
        "final class Use { private Use() {} static void read(@AssetRef(Warehouse.class) String key) {} static { read(\"gone\"); } }",
        "record Use(@AssetRef(Warehouse.class) String key) {}",
    })
    void whatIsNotSeen(String body) {
        using(body).compile().clean();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "final class Use { private Use() {} @AssetRef(Warehouse.class) int key; } | a key is a String, this is int",
        "final class Use { private Use() {} void read(@AssetRef(Warehouse.class) Object key) {} } | java.lang.Object",
        "@interface Use { @AssetRef(Warehouse.class) Class<?> value(); } | String or String[]",
        "final class Use { private Use() {} @AssetRef(Warehouse.class) String key() { return \"\"; } } | method's result",
        "final class Use { private Use() {} @AssetRef(Use.class) String key; } | no assets",
        "@interface Use { @ColumnRef(String.class) String value() default \"a/b\"; } | no assets",
    })
    void aDeclarationThatMakesNoSense(String body, String text) {
        assertThat(using(body).compile().onlyError().getMessage(null)).startsWith("[RK304]").contains(text);
    }

    /** Then some constants may be missing, and a reference to them would be a second error of the same cause. */
    @Test
    void nothingIsSaidAfterAnError() {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a").edge("transformation:a", "transformation:a");
        assertThat(using(use("@Reads(\"gone\")")).snapshot(json).compile().onlyError().getMessage(null))
                .startsWith("[RK112]");
    }

    @Test
    void aConstantThatIsGoneIsTheCompilersToReport() {
        List<String> errors = using(use("@Reads(Keys.Wh.Marts.FCT_REFUNDS)")).compile().errors();
        assertThat(errors).singleElement().asString().startsWith("cannot find symbol");
    }

    @Test
    void columnsWithoutConstantsAreSaidToBeUnchecked() {
        TestProject.Result result = using(use("@Reads(columns = \"wh/raw/customers/id\")")).withoutWerror().compile();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.warnings()).singleElement().asString().startsWith("[RK303]").contains("wh/raw/customers/id");
    }

    @Test
    void manyOfThemAreCounted() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            keys.append("\"nothing like it ").append(i).append("\", ");
        }
        List<String> errors = using(use("@Reads({" + keys + "})")).compile().errors();
        assertThat(errors).hasSize(11).last().asString().isEqualTo("[RK301] and 15 more of this kind");
    }

    /** The component, its constants and the declarations come from another project's class files. */
    @Test
    void ofAnotherProject(@TempDir Path other) throws Exception {
        TestProject.Result library = project().compile().clean();
        TestProject project = new TestProject(other)
                .withoutProcessingLint()
                .classPath(Stream.concat(Stream.of(library.classes()), TestProject.runtimePath().stream()).toList());
        project.source("app/Use.java", "package app;\n\nimport acme.*;\n\n" + use("@Reads(\"wh/marts/fct_order\")"));
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK301]").contains("wh/marts/fct_orders?");
        project.file("src/app/Use.java", "package app;\n\nimport acme.*;\n\n" + use("@Reads(\"transformation:customers\")"));
        assertThat(project.runsOnly(new ReferenceProcessor()).compile().onlyError().getMessage(null))
                .contains("it is called wh/raw/customers now");

        Files.delete(library.classes().resolve("acme/WarehouseAssets.class"));
        project.runsOnly(new ReferenceProcessor()).withoutWerror();
        assertThat(project.compile().warnings())
                .anyMatch(warning -> warning.startsWith("[RK303]") && warning.contains("acme.WarehouseAssets"));
    }

    @Test
    void inBigNamespaces() {
        SnapshotJson json = new SnapshotJson();
        for (int i = 0; i < 2500; i++) {
            json.model("wh", "raw", "table_" + i);
        }
        TestProject project = using(use("@Reads({Keys.Wh.Raw.TABLE_7, \"wh/raw/table_2500\"})")).snapshot(json);
        project.file("src/acme/Reads.java", MARKS.replace("wh/marts/fct_orders", "wh/raw/table_2499"));
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK301]").contains("table_2500", "did you mean");
    }

    /** One that is generated by another processor in a later round, and uses constants of ours and of its own. */
    @Test
    void inSourcesOfALaterRound() {
        TestProject project = project().runsOnly(new Writer("app.First", """
                package app;

                /** Written in the first round. */
                @acme.Reads({First.KEY, acme.WarehouseAssets.Keys.Wh.Marts.FCT_ORDERS, First.KEY + "_gone"})
                public final class First {
                    private First() {}

                    /** A key. */
                    public static final String KEY = acme.WarehouseAssets.Keys.Wh.Raw.CUSTOMERS;
                }
                """)).alsoRuns(new ReferenceProcessor()).alsoRuns(new RockyProcessor());
        Diagnostic<?> error = project.withoutWerror().compile().onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK301]").contains("\"wh/raw/customers_gone\"");
        assertThat(error.getSource().toString()).contains("First.java");
        assertThat(error.getLineNumber() + ":" + error.getColumnNumber()).isEqualTo("4:82");
    }

    /** Writes one class in the second round, when what we wrote in the first is there. */
    private static final class Writer extends AbstractProcessor {
        private final String name;
        private final String text;
        private int round;

        Writer(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            if (++round == 2) {
                try (java.io.Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                    out.write(text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }

    @Test
    void inTheOtherOrderOfProcessors() {
        TestProject project = using(use("@Reads(\"gone\")")).runsOnly(new RockyProcessor()).alsoRuns(new ReferenceProcessor());
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK301]");
    }

    @Test
    void onAPackage() {
        TestProject project = project().source("app/package-info.java", "@acme.Reads(\"gone\")\npackage app;\n");
        assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK301]").contains("gone");
    }
}
