package dev.rockyjava.cli;

import picocli.CommandLine.IVersionProvider;

/** Prints the version of this library. */
final class Version implements IVersionProvider {

    Version() {}

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"rocky-java " + (version == null ? "(not from a jar)" : version)};
    }
}
