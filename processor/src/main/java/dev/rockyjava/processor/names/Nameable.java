package dev.rockyjava.processor.names;

/**
 * An asset or column that gets a constant.
 *
 * @param node the engine's id of the node
 * @param column a column of the node; empty for the asset itself
 */
public record Nameable(String node, String column) {

    static Nameable asset(String node) {
        return new Nameable(node, "");
    }

    /** Returns the annotation member that renames it. */
    String rename() {
        String which = column.isEmpty() ? "" : ", column = " + JavaLiteral.of(column);
        return "rename = @Rename(node = " + JavaLiteral.of(node) + which + ", as = \"…\")";
    }

    /** Returns its name in messages. */
    @Override
    public String toString() {
        return column.isEmpty() ? node : "the column " + column + " of " + node;
    }
}
