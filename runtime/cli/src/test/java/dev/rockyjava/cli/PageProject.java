package dev.rockyjava.cli;

import java.nio.file.Path;
import java.util.List;

/** Projects of which a page is made, by the command line. */
public final class PageProject {

    private PageProject() {}

    /** Makes runs that build days, and then one of which a model fails, so that another is skipped; its report is the page. */
    public static void failedRun(FakeProject project, Path report) {
        project.refreshed();
        Ran.on(project, "materialize", "*", "--partition", "2026-03-02");
        for (String day : List.of("03", "04", "06", "09", "10", "11", "12")) {
            Ran.on(project, "materialize", "daily", "--partition", "2026-03-" + day);
        }
        project.without("run-daily");
        Ran.on(project, "materialize", "*", "--partition", "2026-03-13", "--report", report.toString());
    }
}
