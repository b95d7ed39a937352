package dev.rockyjava.cli;

import dev.rockyjava.asset.NodeKind;

/**
 * How a graph draws nodes of a kind. Shapes differ too, since not everybody sees colours.
 *
 * @param mermaid the shape, with a percent sign in place of the quoted label
 * @param dot the name of the shape
 * @param fill a colour on which dark text can be read
 * @param line a darker colour for the line around it
 */
record KindLook(String mermaid, String dot, String fill, String line) {

    static KindLook of(NodeKind kind) {
        return switch (kind) {
            case SOURCE -> new KindLook("[(%)]", "cylinder", "#dbeafe", "#1d4ed8");
            case LOAD -> new KindLook("[[%]]", "folder", "#cffafe", "#0e7490");
            case TRANSFORMATION -> new KindLook("[%]", "box", "#dcfce7", "#15803d");
            case SEED -> new KindLook("([%])", "ellipse", "#fef9c3", "#a16207");
            case QUALITY -> new KindLook("{{%}}", "hexagon", "#fae8ff", "#a21caf");
            case SNAPSHOT -> new KindLook("[/%/]", "parallelogram", "#ffedd5", "#c2410c");
            case TEST, OTHER -> new KindLook("(%)", "octagon", "#f3f4f6", "#4b5563");
        };
    }
}
