package dev.rockyjava.internal.file;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;

/** Says why a file can't be used: the message of most of the JDK's exceptions is just the path. */
public final class FileFailure {

    private FileFailure() {}

    /** Returns the reason as the end of a sentence. */
    public static String text(Exception e) {
        if (e instanceof FileSystemException failure && failure.getReason() == null) {
            return withoutReason(failure);
        }
        if (e instanceof ClosedFileSystemException) {
            return "its file system is closed";
        }
        if (e instanceof ReadOnlyFileSystemException) {
            return "its file system is read-only";
        }
        if (e instanceof InvalidPathException name) {
            return "this JVM can't use the file name \"" + name.getInput() + "\": " + name.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /**
     * Returns what to do if it is because of the locale that a name can't be used, or is read with replacement characters; empty
     * otherwise. A JVM in the locale C, as in a container without LANG, knows ASCII names only.
     */
    public static Optional<String> localeAdvice(String name) {
        CharsetEncoder names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder();
        // The current folder has question marks instead.
        boolean replaced = name.indexOf('\ufffd') >= 0 || name.indexOf('?') >= 0 && !names.canEncode('\u00e4');
        return names.canEncode(name) && !replaced
                ? Optional.empty()
                : Optional.of("set LC_ALL=C.UTF-8, or another locale with UTF-8, where Java is started");
    }

    private static String withoutReason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getFile();
        }
        if (e instanceof AccessDeniedException) {
            return "this process is not permitted to use " + e.getFile();
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file " + e.getFile();
        }
        if (e instanceof NotDirectoryException) {
            return e.getFile() + " is not a folder";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return e.getFile() + " is a folder, and not empty";
        }
        return e.toString();
    }
}
