package dev.rockyjava.stress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Forty kinds of secrets, as services issue them. */
final class Tokens {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String HEX = "0123456789abcdef";
    private static final String SPECIAL = LETTERS + "!\"#$&'()*,-./:;<=>?@[\\]^_`{}~";

    private final Random random;
    private final List<String> drawn = new ArrayList<>();

    Tokens(Random random) {
        this.random = random;
    }

    /** Returns one of each kind, by its name. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("AWS key id", "AKIA" + some(16, CAPITALS));
        all.put("AWS secret key", some(40, LETTERS + "/+"));
        all.put("AWS session token", "IQoJb3JpZ2luX2VjE" + some(300, LETTERS + "/+") + "==");
        all.put("Azure storage key", base64(64));
        all.put("Azure SAS", "sv=2024-11-04&ss=b&srt=sco&sp=rl&se=2027-01-01T00:00:00Z&sig=" + some(42, LETTERS) + "%2B%3D");
        all.put("Azure client secret", some(3, LETTERS) + "8Q~" + some(34, LETTERS + "._-~"));
        all.put("Google API key", "AIza" + some(35, LETTERS + "-_"));
        all.put("Google access token", "ya29.a0" + some(160, LETTERS + "-_"));
        all.put("Google service account", "{\"type\":\"service_account\",\"private_key_id\":\"" + some(40, HEX) + "\",\"private_key\":\""
                + pem("PRIVATE KEY", 24).replace("\n", "\\n") + "\",\"client_email\":\"rocky@project-1.iam.example.com\"}");
        all.put("Snowflake PAT", some(300, LETTERS + "-_"));
        all.put("Databricks token", "dapi" + some(32, HEX) + "-2");
        all.put("MotherDuck token", jwt());
        all.put("JWT", jwt());
        all.put("GitHub token", "ghp_" + some(36, LETTERS));
        all.put("GitHub fine-grained token", "github_pat_" + some(22, LETTERS) + "_" + some(59, LETTERS));
        all.put("GitLab token", "glpat-" + some(20, LETTERS + "-_"));
        all.put("Slack bot token", "xoxb-" + some(12, "0123456789") + "-" + some(12, "0123456789") + "-" + some(24, LETTERS));
        all.put("Slack webhook", "https://hooks.slack.example/services/T" + some(8, CAPITALS) + "/B" + some(8, CAPITALS) + "/" + some(24, LETTERS));
        all.put("Stripe key", "sk_live_" + some(24, LETTERS));
        all.put("npm token", "npm_" + some(36, LETTERS));
        all.put("OpenAI-like key", "sk-proj-" + some(48, LETTERS + "-_"));
        all.put("SendGrid-like key", "SG." + some(22, LETTERS + "-_") + "." + some(43, LETTERS + "-_"));
        all.put("Twilio-like secret", some(32, HEX));
        all.put("Vault token", "hvs." + some(90, LETTERS + "-_"));
        all.put("UUID", some(8, HEX) + "-" + some(4, HEX) + "-4" + some(3, HEX) + "-a" + some(3, HEX) + "-" + some(12, HEX));
        all.put("PEM key", pem("RSA PRIVATE KEY", 12));
        all.put("PEM key with \\r\\n", pem("EC PRIVATE KEY", 3).replace("\n", "\r\n"));
        all.put("OpenSSH key", pem("OPENSSH PRIVATE KEY", 6));
        all.put("Basic header", "Basic " + Base64.getEncoder().encodeToString(("joe:" + some(14, SPECIAL)).getBytes(StandardCharsets.UTF_8)));
        all.put("Bearer header", "Bearer " + some(43, LETTERS + "-_"));
        all.put("URL with a password", "postgres://reader:" + some(18, LETTERS + "!$*-_.~") + "@db.example.com:5432/warehouse?sslmode=require");
        all.put("URL with an encoded password", "redis://:" + some(10, LETTERS) + "%40" + some(6, LETTERS) + "%2F@cache.example.com/0");
        all.put("JDBC properties", "jdbc:sqlserver://db.example.com;user=sa;password={" + some(18, LETTERS + "!#$%") + "};encrypt=true");
        all.put("libpq settings", "host=db.example.com user=reader password='" + some(16, LETTERS + " \"&") + "'");
        all.put("Azure connection string", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + base64(64) + ";EndpointSuffix=example.net");
        all.put("password with special characters", some(24, SPECIAL));
        all.put("password with spaces", "correct horse " + some(5, LETTERS) + " battery staple");
        all.put("password in another script", "\u043f\u0430\u0440\u043e\u043b\u044c-" + some(8, LETTERS) + "-\u00e4\u00f6\u00fc\u00df-\ud83d\udd11");
        all.put("TOTP seed", some(32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"));
        all.put("several lines", some(20, LETTERS) + "\n" + some(30, LETTERS + " ") + "x\n" + some(25, LETTERS));
        return all;
    }

    private String jwt() {
        return "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9." + some(180, LETTERS + "-_") + "." + some(86, LETTERS + "-_");
    }

    private String pem(String what, int lines) {
        StringBuilder pem = new StringBuilder("-----BEGIN " + what + "-----\n");
        for (int i = 0; i < lines; i++) {
            pem.append(some(64, LETTERS + "+/")).append('\n');
        }
        return pem + "-----END " + what + "-----\n";
    }

    private String base64(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        String digits = Base64.getEncoder().encodeToString(some);
        drawn.add(digits);
        return digits;
    }

    /** Returns what is random in the tokens, and therefore secret; the rest says only of which kind they are. */
    List<String> drawn() {
        return drawn;
    }

    private String some(int length, String of) {
        String some = some(random, length, of);
        drawn.add(some);
        return some;
    }

    private static String some(Random random, int length, String of) {
        return random.ints(length, 0, of.length()).collect(
                StringBuilder::new, (text, i) -> text.append(of.charAt(i)), StringBuilder::append).toString();
    }
}
