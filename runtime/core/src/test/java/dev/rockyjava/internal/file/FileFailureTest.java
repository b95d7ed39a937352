package dev.rockyjava.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {

    @TempDir
    Path folder;

    private static String why(ThrowingCallable work) {
        return FileFailure.text(catchThrowableOfType(Exception.class, work));
    }

    @Test
    void theReasonIsSaidWithoutTheNameOfAClass() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(why(() -> Files.readString(folder.resolve("gone")))).isEqualTo("there is no " + folder.resolve("gone"));
        assertThat(why(() -> Files.newDirectoryStream(file))).isEqualTo(file + " is not a folder");
        assertThat(why(() -> Files.delete(folder))).isEqualTo(folder + " is a folder, and not empty");
        assertThat(why(() -> Files.readString(folder))).isEqualTo("Is a directory");
        assertThat(FileFailure.text(new AccessDeniedException("a/b"))).isEqualTo("this process is not permitted to use a/b");
        assertThat(FileFailure.text(new IOException())).isEqualTo("java.io.IOException"); // nothing else is known
    }
}
