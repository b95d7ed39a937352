package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of this artifact and what each may use: only what is on a lower floor. */
class WallsTest {

    static final String ROOT = "dev.rockyjava";

    /** From the ground up. Rooms of one line don't know each other. */
    static final List<String> FLOORS = List.of(
            "annotation asset.compile asset.partition error internal.file internal.graph internal.text internal.thread",
            "asset internal.json",
            "asset.diff asset.selection internal.name internal.toml",
            "internal.template",
            "config engine.document",
            "engine translate",
            "internal.document internal.sql",
            "internal.secret",
            "engine.cli snapshot store",
            "internal.snapshot.read internal.snapshot.resource",
            "generated internal.snapshot.definitions internal.snapshot.write",
            "refresh",
            "internal.refresh",
            "internal.run.text",
            "run",
            "internal.run.json",
            "run.history run.pipes run.webhook",
            "internal.run.settings",
            "internal.run.control",
            "internal.run.plan",
            "internal.run.verdict",
            "internal.run.facts internal.run.journal",
            "internal.run.call",
            "internal.run.execute",
            "run.history:doors",
            "run:doors",
            "",
            "generated:doors");

    /**
     * Where a run begins, where its history is read and where generated code gets its component: they use what does the
     * work, and nothing of that uses them.
     */
    private static final Set<String> DOORS = Set.of(
            "Materializer", "TextSelection", "RunHandle", "RunHistory", "Staleness", "SelectionWords", "ComponentResource");

    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(dev\\.rockyjava(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*)", Pattern.MULTILINE);

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void nothingUsesWhatIsAbove() {
        Map<String, Integer> floors = floors();
        Set<String> up = new TreeSet<>();
        for (JavaClass user : CLASSES) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass().getBaseComponentType();
                String from = room(user);
                String to = used.getPackageName().startsWith(ROOT) ? room(used) : from;
                if (!from.equals(to) && floors.get(from) <= floors.get(to)) {
                    up.add(from + " -> " + to + ": " + user.getSimpleName() + " uses " + used.getSimpleName());
                }
            }
        }
        assertThat(up).isEmpty();
    }

    /** An import that only Javadoc needs is not in the classes. */
    @Test
    void noImportPointsUp() throws IOException {
        Map<String, Integer> floors = floors();
        Set<String> up = new TreeSet<>();
        Path sources = Path.of("src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>) files.filter(file -> file.toString().endsWith(".java"))::iterator) {
                String name = file.getFileName().toString().replace(".java", "");
                String in = sources.relativize(file).getParent() == null
                        ? ROOT
                        : sources.relativize(file).getParent().toString().replace(File.separatorChar, '.');
                String from = room(in, name);
                IMPORT.matcher(Files.readString(file)).results().forEach(used -> {
                    String to = room(used.group(1), used.group(2));
                    if (!from.equals(to) && floors.get(from) <= floors.get(to)) {
                        up.add(from + " -> " + to + ": " + name + " imports " + used.group(2)
                                + "; where only Javadoc needs it, write its name in full");
                    }
                });
            }
        }
        assertThat(up).isEmpty();
    }

    @Test
    void everyRoomIsOnAFloor() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(type -> rooms.add(room(type)));
        assertThat(rooms).isEqualTo(floors().keySet());
    }

    private static Map<String, Integer> floors() {
        Map<String, Integer> floors = new TreeMap<>();
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String room : FLOORS.get(floor).split(" ")) {
                floors.put(room, floor);
            }
        }
        return floors;
    }

    static String room(JavaClass type) {
        return room(type.getPackageName(), type.getName().substring(type.getPackageName().length() + 1).replaceAll("\\$.*", ""));
    }

    private static String room(String packageName, String outermost) {
        String room = packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
        return DOORS.contains(outermost) ? room + ":doors" : room;
    }
}
