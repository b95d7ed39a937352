package dev.rockyjava.internal.file;

import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

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
        return e.getMessage() == null ? e.toString() : e.getMessage();
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
