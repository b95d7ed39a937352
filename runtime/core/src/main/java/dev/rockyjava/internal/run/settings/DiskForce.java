package dev.rockyjava.internal.run.settings;

import java.io.FileDescriptor;
import java.io.IOException;

/** Makes the disk keep what was written to a file. */
@FunctionalInterface
public interface DiskForce {
    void sync(FileDescriptor file) throws IOException;
}
