package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rooms of the command line and what each may use: only what is on a lower floor. */
class WallsTest {

    private static final String ROOT = "dev.rockyjava.cli";

    /** From the ground up. Rooms of one line don't know each other. The empty name is the root: commands and options. */
    private static final List<String> FLOORS = List.of("screen", "doctor json", "page", "");

    private static final int MOST_FILES = 30;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void nothingUsesWhatIsAbove() {
        Map<String, Integer> floors = floors();
        Set<String> up = new TreeSet<>();
        for (JavaClass user : CLASSES) {
            for (JavaClass used : usedBy(user)) {
                String from = room(user);
                String to = used.getPackageName().startsWith(ROOT) ? room(used) : from;
                if (!from.equals(to) && floors.get(from) <= floors.get(to)) {
                    up.add(from + " -> " + to + ": " + user.getSimpleName() + " uses " + used.getSimpleName());
                }
            }
        }
        assertThat(up).isEmpty();
    }

    @Test
    void whatPersonsSeeIsNotJson() {
        Set<String> json = new TreeSet<>();
        for (JavaClass user : CLASSES) {
            for (JavaClass used : usedBy(user)) {
                if (room(user).equals("screen") && used.getPackageName().startsWith("tools.jackson")) {
                    json.add(user.getSimpleName() + " uses " + used.getSimpleName());
                }
            }
        }
        assertThat(json).isEmpty();
    }

    @Test
    void everyRoomIsOnAFloorAndFewFilesAreInIt() {
        Map<String, Set<String>> files = new TreeMap<>();
        CLASSES.forEach(type -> files.computeIfAbsent(room(type), room -> new TreeSet<>()).add(outermost(type)));
        assertThat(files.keySet()).isEqualTo(floors().keySet());
        files.remove(""); // commands and options share what is package-private
        assertThat(files).allSatisfy((room, names) -> assertThat(names).hasSizeLessThanOrEqualTo(MOST_FILES));
    }

    private static List<JavaClass> usedBy(JavaClass user) {
        return user.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .toList();
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

    private static String room(JavaClass type) {
        return type.getPackageName().equals(ROOT) ? "" : type.getPackageName().substring(ROOT.length() + 1);
    }

    private static String outermost(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replaceAll("\\$.*", "");
    }
}
