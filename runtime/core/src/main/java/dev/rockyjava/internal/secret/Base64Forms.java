package dev.rockyjava.internal.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a value looks like in Base64, also within something else: {@code user:password} of a header, or a line of a file.
 * That depends on how many bytes precede it, modulo 3. Digits that it shares with its neighbours aren't part of a form.
 */
final class Base64Forms {

    private Base64Forms() {}

    /** @param value a secret, of at least 6 characters */
    static Stream<String> of(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, 3)
                .mapToObj(before -> digits(bytes, before))
                .flatMap(digits -> Stream.of(digits, digits.replace('+', '-').replace('/', '_')))
                .distinct();
    }

    private static String digits(byte[] bytes, int before) {
        byte[] whole = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, whole, before, bytes.length);
        // 6 bits each: the first digits that hold bits of other bytes, and the last, are cut off.
        int from = (before * 8 + 5) / 6;
        int to = whole.length * 8 / 6;
        return Base64.getEncoder().encodeToString(whole).substring(from, to);
    }
}
