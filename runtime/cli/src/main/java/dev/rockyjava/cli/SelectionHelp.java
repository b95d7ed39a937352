package dev.rockyjava.cli;

/**
 * The help texts about selections; the grammar is that of {@link dev.rockyjava.asset.selection.AssetSelection#parse}.
 */
final class SelectionHelp {

    /** For the description of the parameter. */
    static final String SHORT = "Which assets, such as daily_revenue, 'marts/*', kind:seed or '+x'; see below.";

    /** For the end of the help of a command that takes a selection. */
    static final String REFERENCE = "Selections; quote them for the shell:%n"
            + "  daily_revenue               the asset whose key ends so; an error if there are several%n"
            + "  \"wh/marts/daily_revenue\"    the asset with exactly this key; key:\"...\" is the same without a *%n"
            + "  marts/*, key:\"fct_*\"        keys that end so: * is any text, ** any segments, \\* a star%n"
            + "  kind:seed, group:marts      by what the asset is; * is any text here too%n"
            + "  tag:domain=finance          the same; tag:domain for any value%n"
            + "  changed:FILE                new, or described otherwise, since that snapshot file; SQL that leaves%n"
            + "                              lineage, target and strategy as they were is not seen%n"
            + "  +x, x+, +x+, 2+x+1          with all upstream, all downstream, both, or so many steps of it%n"
            + "  roots(x)                    those that need no other of them%n"
            + "  sinks(x), leaves(x)         those that no other of them needs%n"
            + "  not x, x and y, x or y      the strongest binding first; (x) groups, '*' is every asset%n"
            + "Spaces, commas, parentheses, : and + in a name or value need double quotes around it.";

    private SelectionHelp() {}
}
