package dev.rockyjava.junit;

import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** AssertJ's assertions on {@link Rows}, created by {@code assertThat(rows)}. */
public final class RowsAssert extends AbstractAssert<RowsAssert, Rows> {

    RowsAssert(@Nullable Rows actual) {
        super(actual, RowsAssert.class);
    }

    /**
     * Verifies that the rows equal expected ones, see {@link Rows}. A failure shows all rows and marks the cells that differ.
     *
     * @param expected {@link Rows}, or a {@link String} that {@link Rows#table} reads
     */
    @Override
    public RowsAssert isEqualTo(@Nullable Object expected) {
        isNotNull();
        if (expected instanceof String table) {
            return isEqualTo(Rows.table(table));
        }
        if (!(expected instanceof Rows rows)) {
            return super.isEqualTo(expected);
        }
        Rows wanted = rows.isExpected() ? rows : rows.exactly();
        Optional<String> difference = RowsDifference.between(actual, wanted);
        if (difference.isPresent()) {
            throw failureWithActualExpected(actual.toString(), rows.toString(), "%s", difference.get());
        }
        return this;
    }

    /** Verifies that there are no rows. */
    public RowsAssert isEmpty() {
        return hasSize(0);
    }

    /** Verifies the number of rows. */
    public RowsAssert hasSize(int rows) {
        isNotNull();
        if (actual.size() != rows) {
            throw failureWithActualExpected(actual.size(), rows, "there are %s rows and not %s:%n%s", actual.size(), rows, actual);
        }
        return this;
    }

    /**
     * Verifies that the rows equal those of a text table in a file, in any order, with no column more or less. With the system
     * property {@code rocky.junit.golden=update} the file is written instead if it is missing or different; nothing else
     * writes it.
     *
     * @param file relative to the working directory, which is the module's folder in Maven and Gradle
     * @throws SandboxException if the file can't be read or written
     */
    public RowsAssert matchesFile(Path file) {
        isNotNull();
        Optional<Rows> golden = GoldenFile.read(file);
        if (golden.isPresent() && RowsDifference.between(actual, golden.get().exactly()).isEmpty()) {
            return this;
        }
        if (GoldenFile.isUpdated()) {
            GoldenFile.write(file, actual);
            return this;
        }
        if (golden.isEmpty()) {
            throw failure("there is no file %s yet; run the test with -D%s to write it with these rows:%n%s",
                    file, GoldenFile.SWITCH, actual);
        }
        String difference = RowsDifference.between(actual, golden.get().exactly()).orElse("");
        throw failureWithActualExpected(actual.toString(), golden.get().toString(),
                "rows differ from %s; if they are right, run the test with -D%s%n%s", file, GoldenFile.SWITCH, difference);
    }
}
