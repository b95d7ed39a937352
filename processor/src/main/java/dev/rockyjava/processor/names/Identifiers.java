package dev.rockyjava.processor.names;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.Column;
import dev.rockyjava.internal.text.LowerCase;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Turns any string into a Java identifier of ASCII characters. The result depends on that string only: adding an
 * asset never changes the name of another.
 */
public final class Identifiers {

    /** Types whose factory methods generated code calls. A constant of the same name would hide the type. */
    private static final Set<String> FACTORIES = Stream.concat(
                    Stream.of(Column.class), Stream.of(Asset.class.getPermittedSubclasses()))
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Words that {@link SourceVersion#isName} accepts but javac rejects as type names, and further types that
     * generated code uses: a nested type of the same name would hide them.
     */
    private static final Set<String> NOT_A_TYPE = Set.of(
            "record", "sealed", "permits", "var", "yield", "Object", "String", "Override", "SuppressWarnings",
            "Deprecated", "LocalDate", "LocalDateTime", "YearMonth", "Year", "RockyGenerated");

    /**
     * Maximum length of a holder's name. The names of nested classes add up to one file name, which most disks limit
     * to 255 characters.
     */
    private static final int LONGEST_TYPE = 60;

    private static final String EMPTY = "unnamed";

    private Identifiers() {}

    /** Returns the name of a constant: {@code fct_revenue} and {@code fctRevenue} both become {@code FCT_REVENUE}. */
    public static String constant(String text) {
        StringBuilder name = new StringBuilder();
        String folded = fold(text);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (i > 0 && isUpper(c) && isLowerOrDigit(folded.charAt(i - 1))) {
                name.append('_');
            }
            append(name, isLower(c) ? (char) (c - 'a' + 'A') : c);
        }
        return legal(name.toString());
    }

    /**
     * Returns the name of a type: {@code fct_revenue} becomes {@code FctRevenue}, {@code GOLD} becomes {@code Gold}.
     * Of several separators in a row only the first is dropped, so that {@code a__b} and {@code a_b} stay different.
     * The end of a very long name is replaced by a hash.
     */
    public static String type(String text) {
        String folded = fold(text);
        if (folded.chars().noneMatch(c -> isLower((char) c))) {
            folded = LowerCase.of(folded);
        }
        StringBuilder name = new StringBuilder();
        boolean startsWord = true;
        boolean separated = true;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (isSeparator(c)) {
                if (separated) {
                    name.append('_');
                }
                separated = true;
                startsWord = true;
            } else {
                append(name, startsWord && isLower(c) ? (char) (c - 'a' + 'A') : c);
                separated = false;
                startsWord = false;
            }
        }
        if (separated) {
            name.append('_');
        }
        String legal = legal(shortened(name.toString()));
        return NOT_A_TYPE.contains(legal) || FACTORIES.contains(legal) ? legal + "_" : legal;
    }

    /** Returns whether a name that the user chose is a valid name of a constant. */
    public static boolean isConstant(String name) {
        return SourceVersion.isIdentifier(name) && !SourceVersion.isKeyword(name) && !FACTORIES.contains(name);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_TYPE
                ? name
                : name.substring(0, LONGEST_TYPE - 9) + String.format(Locale.ROOT, "_%08x", name.hashCode());
    }

    private static String fold(String text) {
        // NFKC leaves ASCII as it is, and normalizing loads Unicode's tables.
        String folded = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        return folded.isEmpty() ? EMPTY : folded;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder name, char c) {
        if (isLower(c) || isUpper(c) || isDigit(c)) {
            name.append(c);
        } else if (c < 0x80) {
            name.append('_');
        } else {
            // Letters of other scripts, invisible characters and emoji are written as their code, so that every file
            // name is ASCII.
            name.append(String.format(Locale.ROOT, "u%04x", (int) c));
        }
    }

    private static String legal(String name) {
        // No Java keyword begins with a capital letter.
        if (isUpper(name.charAt(0))) {
            return name;
        }
        String legal = isDigit(name.charAt(0)) ? "_" + name : name;
        return SourceVersion.isName(legal, SourceVersion.latest()) && !legal.equals("_") ? legal : legal + "_";
    }

    private static boolean isSeparator(char c) {
        return c < 0x80 && !isLower(c) && !isUpper(c) && !isDigit(c);
    }

    private static boolean isLowerOrDigit(char c) {
        return isLower(c) || isDigit(c);
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
