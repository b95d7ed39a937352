package dev.rockyjava.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a {@link RockySandbox} as a parameter, also its {@code @BeforeEach} and {@code @AfterEach}
 * methods: a fresh database for the SQL models of one Rocky project.
 *
 * <pre>{@code
 * @RockyTest(project = "rocky")
 * class DailyRevenueTest {
 *     @Test void cancelledOrdersDontCount(RockySandbox sandbox) {
 *         sandbox.given(Marts.FCT_ORDERS, """
 *             ordered_at       | status    | order_total_eur
 *             2026-03-01 10:00 | paid      | 10.00
 *             2026-03-01 11:00 | cancelled | 4.00""");
 *         sandbox.build(Marts.DAILY_REVENUE, LocalDate.of(2026, 3, 1));
 *         assertThat(sandbox.rows(Marts.DAILY_REVENUE)).isEqualTo(sandbox.table("""
 *             order_date | revenue_eur
 *             2026-03-01 | 10.00"""));
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RockyExtension.class)
public @interface RockyTest {

    /**
     * The project: its folder (that of {@code rocky.toml} or of {@code defs.yaml}), or a {@code defs.yaml}, followed by
     * {@code #KEY} if the file has several components. Relative to the module's folder (the nearest one above the test's class
     * file that has a build file), to the working directory, or to a folder above one of them.
     *
     * <p>For the folder of a {@code rocky.toml}, the {@code defs.yaml} that configures it is looked for there and in the folders
     * above. Without one, the snapshot is the {@code snapshot.json} beside {@code rocky.toml}, or the one at dagster-rocky's
     * default place.
     *
     * @return the path; by default the module's folder
     */
    String project() default "";

    /**
     * The class that the annotation processor generated for the project, as {@code WarehouseDefinitions.class}: its snapshot and
     * its configuration are then used, and {@link #project} must be left out.
     *
     * @return the class; none by default
     */
    Class<?> definitions() default void.class;

    /**
     * The engine that builds models.
     *
     * @return by default what the JUnit configuration parameter or system property {@code rocky.junit.engine} says
     */
    TestEngine engine() default TestEngine.CONFIGURED;
}
