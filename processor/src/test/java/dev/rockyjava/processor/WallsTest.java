package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How far the processor reaches into the runtime: it reads and names, and never runs, stores or asks an engine by itself. */
class WallsTest {

    private static final String ROOT = "dev.rockyjava";
    private static final Pattern BEYOND =
            Pattern.compile("dev\\.rockyjava\\.(run|store|refresh|engine\\.cli|internal\\.run|internal\\.refresh)(\\..*)?");

    /** Behind it is everything. One place uses it: to write a missing snapshot, if the user allows that twice. */
    private static final String DOOR = ROOT + ".RockyComponent";

    @Test
    void theProcessorReachesNothingThatRunsStoresOrRefreshes() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        Map<JavaClass, String> reached = new LinkedHashMap<>();
        Deque<JavaClass> next = new ArrayDeque<>();
        for (JavaClass type : classes) {
            if (type.getPackageName().startsWith(ROOT + ".processor")) {
                reached.put(type, type.getSimpleName());
                next.add(type);
            }
        }
        Set<String> beyond = new TreeSet<>();
        Set<String> atTheDoor = new TreeSet<>();
        while (!next.isEmpty()) {
            JavaClass user = next.remove();
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass().getBaseComponentType();
                String way = reached.get(user) + " -> " + used.getSimpleName();
                if (used.getName().equals(DOOR)) {
                    atTheDoor.add(way);
                } else if (BEYOND.matcher(used.getPackageName()).matches()) {
                    beyond.add(way);
                } else if (used.getPackageName().startsWith(ROOT) && reached.putIfAbsent(used, way) == null) {
                    next.add(used);
                }
            }
        }
        assertThat(reached).hasSizeGreaterThan(100);
        assertThat(beyond).as("ways to what runs, stores or refreshes").isEmpty();
        assertThat(atTheDoor).as("ways to RockyComponent").containsExactly("AssetsReader -> RockyComponent");
    }
}
