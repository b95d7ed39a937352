package dev.rockyjava.processor.names;

/**
 * Something that gets a constant.
 *
 * @param node the engine's id of the node
 * @param column one of its columns; empty for the asset itself
 */
public record Nameable(String node, String column) {

    static Nameable asset(String node) {
        return new Nameable(node, "");
    }

    /** How a rename of it is declared. */
    String rename() {
        String which = column.isEmpty() ? "" : ", column = " + JavaLiteral.of(column);
        return "rename = @Rename(node = " + JavaLiteral.of(node) + which + ", as = \"…\")";
    }

    /** As people read it. */
    @Override
    public String toString() {
        return column.isEmpty() ? node : "the column " + column + " of " + node;
    }
}
