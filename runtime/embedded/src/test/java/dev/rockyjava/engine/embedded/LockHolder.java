package dev.rockyjava.engine.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A process of its own that has a database open until its input ends. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
            System.out.println("open " + connection.getCatalog());
            while (System.in.read() >= 0) {
                // wait
            }
        }
    }
}
