package dev.rockyjava.compatibility;

import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStores;

/** A program that opens a snapshot store, without a connection yet. The argument is the store's location. */
final class StoreProgram {

    static final String OPENED = "opened ";

    private StoreProgram() {}

    public static void main(String[] arguments) {
        StateStore store = StateStores.open(arguments[0], "warehouse");
        System.out.println(OPENED + store);
    }
}
