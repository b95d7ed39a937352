package dev.rockyjava.cli;

import dev.rockyjava.run.history.SelectionWords;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The help texts about selections; the grammar is that of {@link dev.rockyjava.asset.selection.AssetSelection#parse}.
 */
final class SelectionHelp {

    /** For the description of the parameter. */
    static final String SHORT = "Which assets, such as daily_revenue, 'marts/*', kind:seed or '+x'; see below.";

    /** For the end of the help of a command that takes a selection. */
    static final String REFERENCE = """
            Selections; quote them for the shell:
              daily_revenue             the asset whose key ends with this; an error if
                                        several
              "wh/marts/daily_revenue"  the asset with exactly this key; key:"..." is the
                                        same without a *
              marts/*, key:"fct_*"      keys that end with this: * any text, ** any
                                        segments, \\* a star
              kind:seed, group:marts    assets by kind or group; * is any text here too
              tag:domain=finance        the same; tag:domain for any value
              changed:FILE              new or changed since that snapshot file, edited
                                        SQL included
              stale                     what has to run, by the journal; stale:WORD for
                                        one reason: never, failed, code, upstream,
                                        freshness, partition
              status:failed             by the last outcome; status:never for none
              source:changed            sources and loads synchronized since they were
                                        built; asks the engine
              +x, x+, +x+, 2+x+1        with all upstream, all downstream, both, or that
                                        many steps of it
              roots(x)                  assets of x without upstream in x
              sinks(x), leaves(x)       assets of x without downstream in x
              not x, x and y, x or y    strongest operator first; (x) groups, '*' is every
                                        asset
            Spaces, commas, parentheses, : and + in a name or value need double quotes
            around it. key:stale is an asset of that name. If what is changed, stale, failed
            or never run is nothing, there is nothing to do, and the exit status is 0.""";

    /** The words that the completion script knows; names of assets are in the project. */
    static final class Words implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.concat(SelectionWords.OF_RUNS.stream(), SelectionWords.OF_SOURCES.stream()).iterator();
        }
    }

    private SelectionHelp() {}
}
