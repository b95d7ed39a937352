package dev.rockyjava.cli.page;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The HTML around the data. The policy in it lets the browser execute its one script and apply its one style, by their digests,
 * and load nothing. The data is deflated and in base64, so that no text in it can end its element.
 */
final class PageFile {

    /** In the order in which they are evaluated. */
    private static final List<String> SCRIPTS = List.of(
            "text.js", "icons.js", "layout.js", "model.js", "scenes.js", "canvas.js", "list.js", "strip.js", "panel.js", "runs.js",
            "main.js");

    private PageFile() {}

    /** A block of data. */
    @FunctionalInterface
    interface Block {

        void writeTo(OutputStream json) throws IOException;
    }

    /** Writes the page. Doesn't close the stream. */
    static void write(OutputStream out, String title, Block data, Block sql) throws IOException {
        StringBuilder code = new StringBuilder("\n'use strict';\n(() => {\n");
        for (String script : SCRIPTS) {
            code.append(resource(script)).append('\n');
        }
        String script = code.append("})();\n").toString();
        String style = "\n" + resource("page.css");
        text(out, """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '%s'; style-src '%s'; \
                base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="referrer" content="no-referrer">
                <meta name="generator" content="rocky-java">
                <title>%s</title>
                """.formatted(digest(script), digest(style), escaped(title)));
        text(out, "<style>" + style + "</style>\n</head>\n<body>\n" + resource("body.html"));
        block(out, "data", data);
        block(out, "sql", sql);
        text(out, "<script>" + script + "</script>\n</body>\n</html>\n");
    }

    private static void block(OutputStream out, String id, Block content) throws IOException {
        text(out, "<script type=\"application/octet-stream\" id=\"" + id + "\">");
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (OutputStream json = new DeflaterOutputStream(Base64.getEncoder().wrap(new Unclosed(out)), deflater, 1 << 16)) {
            content.writeTo(json);
        } finally {
            deflater.end();
        }
        text(out, "</script>\n");
    }

    /** What is behind it stays open. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " isn't in the jar of rocky-cli");
            }
            // Browsers digest what they have parsed, without carriage returns.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
