package dev.rockyjava.run.pipes;

import dev.rockyjava.config.ConfigException;
import dev.rockyjava.internal.json.Mappers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.InflaterInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what Dagster puts in variables: JSON, compressed by zlib, in Base64. */
final class PipesParameters {

    private static final int MOST = 64 << 20;

    private PipesParameters() {}

    static JsonNode read(String variable, String text) {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return json(in);
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            throw invalid(variable + " can't be read: " + e.getMessage());
        }
    }

    static JsonNode file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return json(in);
        } catch (IOException | JacksonException e) {
            throw invalid("the context of Dagster Pipes can't be read from " + file + ": " + e.getMessage());
        }
    }

    static ConfigException invalid(String problem) {
        return ConfigException.of(problem, "start the program by PipesSubprocessClient, or with"
                + " PipesTempFileContextInjector and PipesTempFileMessageReader");
    }

    private static JsonNode json(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST);
        if (in.read() >= 0) {
            throw new IOException("it is longer than " + MOST + " bytes");
        }
        return Mappers.json().readTree(bytes);
    }
}
