package dev.rockyjava.stress;

import dev.rockyjava.internal.secret.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A log of an engine is masked in time that grows with its length, whatever stands in it and however many secrets there are. */
class MaskingTest {

    private static final int LINE = 8 * 1024;
    private static final int LINES = 25;
    private static final List<String> SIGNS =
            List.of("'", "\"", "-", "\\", "\\\\u", "%25", "&#", "+", "a", "a    ", "|", "\\n", "A\\n |", "=", "\u00e4", "\ud83d\udd11");

    private static final List<String> PARTS_OF_CREDENTIALS = List.of(
            "?key", "authorization:", "?", "&", ";", "key", "token", "password", "pwd", "=", " ", "'", "\"",
            "\\", "\\\"", "{", "}", "://", "u:", "@", "/", ":", "authorization", "Bearer ", "Digest ", "a=\"b\"", ",",
            "--idempotency-key", "***", "\n", "$", "x");

    @Test
    void noRowOfWordsHoldsTheSearchForCredentialsUp() {
        Campaign campaign = new Campaign("credentials", 100, 20_000);
        Meter meter = new Meter(campaign, 2_000, 64 << 20);
        Secrets none = Secrets.of(Map.of());
        campaign.run((round, random) -> {
            StringBuilder part = new StringBuilder();
            // First each alone.
            int parts = PARTS_OF_CREDENTIALS.size();
            int length = round < parts ? 1 : 1 + random.nextInt(4);
            for (int i = 0; i < length; i++) {
                part.append(PARTS_OF_CREDENTIALS.get(round < parts ? round : random.nextInt(parts)));
            }
            // What each of the searches begins with once, as none is made otherwise.
            String text = "x --x = x://x authorization " + part.toString().repeat(LINES * LINE / part.length());
            return meter.measured(text.length(), () -> none.mask(text).equals(text) ? "shown" : "masked");
        });
    }

    @Test
    void noTextHoldsMaskingUp() {
        Campaign campaign = new Campaign("masking", 8, 1_000);
        Meter meter = new Meter(campaign, 2_000, 64 << 20);
        campaign.run((round, random) -> {
            Map<String, String> tokens = new TreeMap<>();
            for (int i = 0; i < 2; i++) {
                String number = "_TOKEN_" + i;
                new Tokens(random).all().forEach((name, value) -> tokens.put(name + number, value));
            }
            String part = part(random, List.copyOf(tokens.values()));
            String line = part.repeat(1 + LINE / part.length()).substring(0, LINE);
            Secrets secrets = Secrets.of(tokens);
            return meter.measured(LINES * LINE, () -> {
                boolean held = false;
                for (int i = 0; i < LINES; i++) {
                    secrets.mask(line);
                    held |= secrets.unfinished(line).telling() < LINE;
                }
                return held ? "ends in the beginning of a secret" : "ends in none";
            });
        });
    }

    @Test
    void noSecretThatIsARowOfOneSignHoldsMaskingUp() {
        Campaign campaign = new Campaign("rows", 6, 6);
        Meter meter = new Meter(campaign, 10_000, 64 << 20);
        campaign.run((round, random) -> {
            String sign = List.of("'", "\"", "\\", "-", "a", "|").get(round % 6);
            Secrets secrets = Secrets.of(Map.of("A_TOKEN", sign.repeat(400)));
            String text = sign.repeat(2_000);
            // What is kept at a time is counted for each byte of the text and the secret.
            return meter.measured(400 * text.length(), () -> secrets.mask(text).equals(Secrets.MASK) ? "masked" : "shown");
        });
    }

    private static String part(Random random, List<String> tokens) {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String token = tokens.get(random.nextInt(tokens.size()));
            part.append(random.nextBoolean()
                    ? SIGNS.get(random.nextInt(SIGNS.size())).repeat(1 + random.nextInt(20))
                    : token.substring(0, 1 + random.nextInt(token.length())).repeat(1 + random.nextInt(3)));
        }
        return part.toString();
    }
}
