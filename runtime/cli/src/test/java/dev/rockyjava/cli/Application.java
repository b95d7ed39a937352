package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import java.nio.file.Path;

/** A user's program: its first argument is the project. */
final class Application {

    private Application() {}

    public static void main(String[] args) {
        RockyComponent component = RockyComponent.fromYaml(Path.of("defs.yaml"), Path.of(args[0]));
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        RockyCli.main(rest, component::buildDefs, component);
    }
}
