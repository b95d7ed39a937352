package dev.rockyjava.spring;

import dev.rockyjava.asset.Definitions;

/**
 * The assets that schedule, health and metrics work with: those of the bean, or of the newest refresh if the bean was read
 * from a snapshot. What is compiled in stays.
 */
final class CurrentDefinitions {

    private final boolean follows;
    private volatile Definitions current;

    /** @param follows whether a refresh replaces them */
    CurrentDefinitions(Definitions bean, boolean follows) {
        this.current = bean;
        this.follows = follows;
    }

    Definitions get() {
        return current;
    }

    boolean follow() {
        return follows;
    }

    void refreshed(Definitions newest) {
        if (follows) {
            current = newest;
        }
    }
}
