package dev.rockyjava.snapshot;

/**
 * Everything that can be wrong with a snapshot or with the code generated from it. The ids are stable: they appear in
 * messages and documentation, and are never reused for another problem.
 */
public enum ProblemId {
    SNAPSHOT_NOT_FOUND("RK101", Severity.ERROR),
    SNAPSHOT_UNREADABLE("RK102", Severity.ERROR),
    WRONG_VALUE("RK103", Severity.ERROR),
    DAG_FAILED("RK104", Severity.ERROR),
    DAG_DISABLED("RK105", Severity.ERROR),
    DAG_STATUS_UNKNOWN("RK106", Severity.ERROR),
    DAG_STATUS_MISSING("RK107", Severity.ERROR),
    DAG_MISSING("RK108", Severity.ERROR),
    SAME_ASSET_KEY("RK109", Severity.ERROR),
    SAME_NODE_ID("RK110", Severity.ERROR),
    UNKNOWN_DEPENDENCY("RK111", Severity.WARNING),
    DEPENDENCY_CYCLE("RK112", Severity.ERROR),
    NEWER_SCHEMA("RK113", Severity.WARNING),
    UNKNOWN_KIND("RK114", Severity.WARNING),
    DERIVED_EDGE_DROPPED("RK115", Severity.WARNING),
    UNKNOWN_GRANULARITY("RK116", Severity.WARNING),
    SNAPSHOT_NOT_WRITTEN("RK117", Severity.ERROR),
    NO_SOURCES("RK118", Severity.ERROR),
    SNAPSHOT_NOT_DISCOVERED("RK119", Severity.ERROR),
    TRANSLATOR_FAILED("RK120", Severity.ERROR),
    DISCOVER_MISSING("RK121", Severity.ERROR),
    SOURCE_OF_SEVERAL_PIPELINES("RK122", Severity.WARNING),
    UNKNOWN_TRANSLATED_DEPENDENCY("RK123", Severity.WARNING),
    UNKNOWN_TRANSLATED_NODE("RK124", Severity.WARNING),
    SURFACED_FACTS_MISSING("RK125", Severity.WARNING),
    NO_ASSETS("RK126", Severity.WARNING),
    OLDER_THAN_FILES("RK127", Severity.WARNING),
    SOURCE_WITHOUT_TENANT("RK129", Severity.WARNING),
    SAME_NAME("RK201", Severity.ERROR),
    SAME_GENERATED_TYPE("RK202", Severity.ERROR),
    WRONG_ELEMENT("RK203", Severity.ERROR),
    CANNOT_WRITE("RK204", Severity.ERROR),
    WRONG_RENAME("RK205", Severity.ERROR),
    UNKNOWN_RENAME("RK206", Severity.ERROR),
    WRONG_CONFIGURATION("RK207", Severity.ERROR),
    TWO_CONFIGURATIONS("RK208", Severity.ERROR),
    CONFIGURATION_NOT_FOUND("RK209", Severity.ERROR),
    TRANSLATOR_NOT_FOUND("RK210", Severity.ERROR),
    TRANSLATOR_UNUSABLE("RK211", Severity.ERROR),
    TRANSLATOR_IN_THIS_MODULE("RK212", Severity.ERROR),
    WRONG_TRANSLATION("RK213", Severity.ERROR),
    INCOMPATIBLE_LIBRARY("RK214", Severity.ERROR),
    NAME_TOO_LONG("RK220", Severity.ERROR),
    WRONG_SELECTION("RK221", Severity.ERROR),
    NOTHING_SELECTED("RK222", Severity.ERROR),
    COLUMNS_UNAVAILABLE("RK223", Severity.WARNING),
    WRONG_OPTION("RK224", Severity.ERROR),
    UNKNOWN_ASSET_REFERENCE("RK301", Severity.ERROR),
    UNKNOWN_COLUMN_REFERENCE("RK302", Severity.ERROR),
    REFERENCE_NOT_CHECKED("RK303", Severity.WARNING),
    WRONG_REFERENCE("RK304", Severity.ERROR),
    INTERNAL_ERROR("RK900", Severity.ERROR);

    /** Whether the build can continue: it does after a warning, and fails with an error. */
    public enum Severity {
        ERROR,
        WARNING
    }

    private final String code;
    private final Severity severity;

    ProblemId(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    /** Returns the id as shown in messages, {@code "RK101"}. */
    public String code() {
        return code;
    }

    /** Returns whether the problem is an error or a warning. */
    public Severity severity() {
        return severity;
    }
}
