package dev.rockyjava.cli.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page's text, and what is in its blocks. */
record Page(String html) {

    static Page of(WarehousePage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            page.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(out.toString(StandardCharsets.UTF_8));
    }

    JsonNode data() {
        return block("data");
    }

    JsonNode sql() {
        return block("sql");
    }

    private JsonNode block(String id) {
        Matcher block = Pattern.compile("<script type=\"application/octet-stream\" id=\"" + id + "\">([^<]*)</script>").matcher(html);
        if (!block.find()) {
            throw new AssertionError("there is no block " + id);
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (InflaterOutputStream inflated = new InflaterOutputStream(json, new Inflater(true))) {
            inflated.write(Base64.getDecoder().decode(block.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JsonMapper().readTree(json.toByteArray());
    }

    /** Returns the text of a member of an asset. */
    String text(String member, int asset) {
        int number = data().path("assets").path(member).path(asset).asInt();
        return number < 0 ? "" : data().path("s").path(number).asString();
    }

    /** Returns the texts of a list of an asset. */
    List<String> texts(String member, int asset) {
        List<String> texts = new ArrayList<>();
        data().path("assets").path(member).path(asset).forEach(number -> texts.add(data().path("s").path(number.asInt()).asString()));
        return texts;
    }

    int asset(String key) {
        JsonNode keys = data().path("assets").path("key");
        for (int i = 0; i < keys.size(); i++) {
            if (text("key", i).equals(key)) {
                return i;
            }
        }
        throw new AssertionError("there is no asset " + key);
    }

    String state(String key) {
        return data().path("states").path(data().path("assets").path("state").path(asset(key)).asInt()).asString();
    }
}
