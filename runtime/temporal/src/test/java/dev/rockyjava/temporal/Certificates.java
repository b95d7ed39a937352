package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates that keytool makes in a folder, each its own authority, and their keys, in PEM. */
record Certificates(Path folder) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes a certificate for clients, or for the server at 127.0.0.1 or at another name. */
    void make(String name, String host) {
        Path store = folder.resolve(name + ".p12");
        try {
            Process keytool = new ProcessBuilder(new ArrayList<>(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair", "-keyalg", "EC",
                            "-alias", name, "-dname", "CN=" + name, "-ext", "bc:c", "-ext", "san=" + host, "-validity", "2",
                            "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", new String(PASSWORD))))
                    .redirectErrorStream(true).start();
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(output).isZero();
            KeyStore entries = KeyStore.getInstance("PKCS12");
            try (InputStream bytes = Files.newInputStream(store)) {
                entries.load(bytes, PASSWORD);
            }
            pem(certificate(name), "CERTIFICATE", entries.getCertificate(name).getEncoded());
            pem(key(name), "PRIVATE KEY", entries.getKey(name, PASSWORD).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private static void pem(Path file, String what, byte[] content) throws IOException {
        Files.writeString(file, "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what + "-----\n");
    }
}
