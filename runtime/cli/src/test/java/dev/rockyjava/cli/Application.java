package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import java.nio.file.Path;
import java.util.function.Function;

/** A user's program: its first argument is the project's folder. */
final class Application {

    private Application() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Function<Path, RockyComponent> component = given -> RockyComponent.fromYaml(Path.of("defs.yaml"), folder.resolve(given));
        String[] rest = new String[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        RockyCli.main(rest, () -> component.apply(Path.of("")).buildDefs(), component);
    }
}
