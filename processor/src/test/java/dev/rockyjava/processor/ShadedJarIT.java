package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users put on their processor path, beside processors of strangers. */
class ShadedJarIT {

    private static final List<String> PROCESSORS =
            List.of(ReferenceProcessor.class.getName(), RockyProcessor.class.getName());
    private static final List<String> BROUGHT =
            List.of("tools/jackson/", "com/fasterxml/", "com/palantir/", "org/snakeyaml/", "org/slf4j/", "org/jspecify/");

    @TempDir
    Path folder;

    private Path jar = Path.of("");

    @BeforeEach
    void findTheJar() {
        String path = System.getProperty("rocky.processor.jar", "");
        assumeTrue(!path.isEmpty(), "-Drocky.processor.jar names no jar; `mvn verify` does");
        jar = Path.of(path);
        assertThat(jar).isRegularFile();
    }

    private List<String> entries() throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            return Collections.list(open.entries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private String text(String entry) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            ZipEntry found = open.getEntry(entry);
            assertThat(found).as(entry).isNotNull();
            return new String(open.getInputStream(found).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void hasClassesOfOursOnly() throws IOException {
        assertThat(entries()).doesNotHaveDuplicates().hasSizeGreaterThan(500);
        assertThat(entries()).allMatch(entry -> entry.startsWith("dev/rockyjava/") || entry.startsWith("META-INF/"));
        assertThat(entries()).noneMatch(entry -> entry.endsWith("module-info.class"));
        assertThat(entries().stream().filter(entry -> entry.startsWith("META-INF/"))).containsExactlyInAnyOrder(
                "META-INF/MANIFEST.MF",
                "META-INF/gradle/incremental.annotation.processors",
                "META-INF/services/" + Processor.class.getName(),
                "META-INF/services/dev.rockyjava.processor.shaded.slf4j.spi.SLF4JServiceProvider",
                "META-INF/LICENSE",
                "META-INF/LICENSE.txt",
                "META-INF/NOTICE",
                "META-INF/FastDoubleParser-LICENSE",
                "META-INF/FastDoubleParser-ThirdParty-LICENSE",
                "META-INF/Schubfach-LICENSE");
    }

    @Test
    void namesNothingThatWasMoved() throws IOException {
        for (String entry : entries()) {
            String bytes = entry.endsWith(".class") ? text(entry) : "";
            assertThat(BROUGHT).as(entry).noneMatch(bytes::contains);
        }
    }

    @Test
    void keepsTheLicencesOfWhatItBrings() throws IOException {
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/LICENSE.txt")).contains("QOS.ch");
        assertThat(text("META-INF/NOTICE")).contains("Jackson JSON processor", "FastDoubleParser");
    }

    /** In this order: after the second has claimed its annotations a compiler may not ask the first. */
    @Test
    void declaresTheProcessorsAndThatTheyAreIsolating() throws IOException {
        assertThat(text("META-INF/services/" + Processor.class.getName()).lines()).containsExactlyElementsOf(PROCESSORS);
        assertThat(text("META-INF/gradle/incremental.annotation.processors").lines())
                .containsExactlyInAnyOrderElementsOf(PROCESSORS.stream().map(name -> name + ",isolating").toList());
        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(ServiceLoader.load(Processor.class, alone)).extracting(processor -> processor.getClass().getName())
                    .containsExactlyInAnyOrderElementsOf(PROCESSORS);
        }
    }

    @Test
    void worksAloneInAModule() throws Exception {
        warehouse("dag_mode: true, defs_state: {path: rocky/snapshot.json}").source("module-info.java", """
                /** A user of rocky-java. */
                module app {
                    requires dev.rockyjava;
                    exports acme;
                }
                """);
        assertThat(javac(List.of(jar), "--module-path")).isEmpty();
        assertThat(folder.resolve("out/acme/WarehouseAssets$Warehouse$Marts.class")).exists();
    }

    /**
     * What the strangers bring comes first and has the names of what ours was made with, but nothing in it. A translator
     * of the user's, made with the runtime as it is for everybody, meets the copy of it in the jar.
     */
    @Test
    void worksBesideAnotherJacksonAndJavaPoetAndWithATranslator() throws Exception {
        Path strangers = stranger();
        Path names = new TestProject(folder.resolve("names"))
                .source("acme/names/Names.java", """
                        package acme.names;

                        public class Names extends dev.rockyjava.translate.RockyTranslator {
                            public Names() {}

                            /** Something that the processor itself doesn't use. */
                            private final Object used = dev.rockyjava.asset.selection.AssetSelection.parse("a/b");

                            @Override
                            public dev.rockyjava.asset.AssetKey getDagNodeAssetKey(dev.rockyjava.translate.DagNode node) {
                                return dev.rockyjava.asset.AssetKey.of("mine", node.id());
                            }
                        }
                        """)
                .options("-proc:none", "-Xlint:-missing-explicit-ctor")
                .compile()
                .clean()
                .classes();
        service(names, "dev.rockyjava.translate.RockyTranslator", "acme.names.Names");
        warehouse("dag_mode: true, defs_state: {path: rocky/snapshot.json}, translator: acme.names.Names");
        assertThat(javac(List.of(strangers, jar, names), "--class-path")).isEmpty();
        assertThat(folder.resolve("out/stranger/Made.class")).exists();
        assertThat(folder.resolve("out/acme/WarehouseAssets$Mine.class")).exists();
    }

    private TestProject warehouse(String attributes) {
        return new TestProject(folder)
                .snapshot(SnapshotJson.example())
                .file("rocky/defs.yaml", "type: dagster_rocky.RockyComponent\nattributes: {" + attributes + "}\n")
                .source("acme/Warehouse.java", """
                        package acme;

                        import dev.rockyjava.annotation.RockyAssets;

                        @RockyAssets(defs = "rocky/defs.yaml")
                        interface Warehouse {}
                        """);
    }

    /** A processor that uses a Jackson, a YAML reader, a log and a JavaPoet of its own. */
    private Path stranger() throws IOException {
        Path classes = new TestProject(folder.resolve("stranger"))
                .source("tools/jackson/core/JsonParser.java", "package tools.jackson.core;\n\npublic class JsonParser {}\n")
                .source("tools/jackson/databind/JsonNode.java", "package tools.jackson.databind;\n\npublic class JsonNode {}\n")
                .source("com/palantir/javapoet/TypeSpec.java", "package com.palantir.javapoet;\n\npublic class TypeSpec {}\n")
                .source("org/snakeyaml/engine/v2/api/Load.java", "package org.snakeyaml.engine.v2.api;\n\npublic class Load {}\n")
                .source("org/slf4j/LoggerFactory.java", "package org.slf4j;\n\npublic class LoggerFactory {}\n")
                .source("stranger/Stranger.java", """
                        package stranger;

                        import java.util.Set;
                        import javax.annotation.processing.*;
                        import javax.lang.model.SourceVersion;
                        import javax.lang.model.element.TypeElement;

                        @SupportedAnnotationTypes("*")
                        public class Stranger extends AbstractProcessor {
                            private final Object[] ours = {
                                new tools.jackson.core.JsonParser(), new tools.jackson.databind.JsonNode(),
                                new com.palantir.javapoet.TypeSpec(), new org.snakeyaml.engine.v2.api.Load(),
                                new org.slf4j.LoggerFactory()
                            };

                            @Override
                            public SourceVersion getSupportedSourceVersion() {
                                return SourceVersion.latestSupported();
                            }

                            @Override
                            public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
                                if (!round.processingOver() && !annotations.isEmpty() && ours[0] != null) {
                                    ours[0] = null;
                                    try (var out = processingEnv.getFiler().createSourceFile("stranger.Made").openWriter()) {
                                        out.write("package stranger; final class Made { private Made() {} }");
                                    } catch (java.io.IOException e) {
                                        throw new java.io.UncheckedIOException(e);
                                    }
                                }
                                return false;
                            }
                        }
                        """)
                .classPath(List.of())
                .options("-proc:none", "-Xlint:none")
                .compile()
                .clean()
                .classes();
        service(classes, Processor.class.getName(), "stranger.Stranger");
        return classes;
    }

    private static void service(Path classes, String service, String name) throws IOException {
        Path file = classes.resolve("META-INF/services/" + service);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name + "\n");
    }

    /** What it prints. In a process of its own: a compiler in this one would see the tests' class path. */
    private String javac(List<Path> processorPath, String path) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-Xlint:all",
                "-Werror",
                "-Arocky.projectDir=" + folder,
                "-d",
                folder.resolve("out").toString(),
                "--processor-path",
                TestProject.join(processorPath),
                path,
                TestProject.join(TestProject.runtimePath())));
        try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
            sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
