package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Equal texts become one object, and texts that are made to be hard to tell apart are only not shared. */
class SharedTextsTest {

    @Test
    void equalTextsAreOneObject() {
        List<String> many = IntStream.range(0, 5000).mapToObj(i -> "column_" + i).toList();
        List<String> read = read(many, many);
        for (int i = 0; i < many.size(); i++) {
            assertThat(read.get(many.size() + i)).isSameAs(read.get(i));
        }
    }

    /** Their digests end in the same bits: they are all looked for in the same place. */
    @Test
    void textsMadeToMeetAreReadButNotAllCompared() {
        List<String> meeting = new ArrayList<>();
        for (int i = 0; meeting.size() < 2000; i++) {
            if ((Digests.of("t" + i) & 0xfff) == 7) {
                meeting.add("t" + i);
            }
        }
        List<String> read = read(meeting, meeting);
        Set<String> shared = new HashSet<>();
        for (int i = 0; i < meeting.size(); i++) {
            if (read.get(i) == read.get(meeting.size() + i)) {
                shared.add(read.get(i));
            }
        }
        assertThat(shared).hasSizeBetween(1, 200);
    }

    /** Reads them as the cursor does, and expects that each is what it was. */
    private static List<String> read(List<String> texts, List<String> again) {
        List<String> all = new ArrayList<>(texts);
        all.addAll(again);
        String json = "[\"" + String.join("\",\"", all) + "\"]";
        SharedTexts shared = new SharedTexts();
        List<String> read = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    assertThat(shared.find(parser)).isEqualTo(Digests.of(parser.getString()));
                    String known = shared.known();
                    if (known == null) {
                        known = parser.getString();
                        shared.keep(known);
                    }
                    read.add(known);
                }
            }
        }
        assertThat(read).isEqualTo(all);
        return read;
    }
}
