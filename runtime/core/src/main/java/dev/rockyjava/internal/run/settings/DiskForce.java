package dev.rockyjava.internal.run.settings;

import java.io.FileDescriptor;
import java.io.IOException;

/** Forces what was written to a file to disk. */
@FunctionalInterface
public interface DiskForce {
    void sync(FileDescriptor file) throws IOException;
}
