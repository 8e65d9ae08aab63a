package ai.arkor.local.backend.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite connection, used by one thread at a time. Write-ahead logging keeps what was committed when the process is killed.
 */
final class Database implements AutoCloseable {

    private static final int SCHEMA = 1;

    private final Path file;
    private final Connection connection;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Database open(Path file) {
        Connection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            Database database = new Database(file, connection);
            database.prepare();
            return database;
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw new StoreException("The job store " + file + " cannot be used: " + reason(e)
                    + ". It was left as it is; make it readable, or move it away to begin with an empty one.", e);
        }
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=NORMAL");
            statement.execute("PRAGMA foreign_keys=ON");
            statement.execute("PRAGMA busy_timeout=5000");
            int version;
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                version = row.getInt(1);
            }
            if (version > SCHEMA) {
                throw new SQLException("it was written by a newer version of Arkor");
            }
            if (version < SCHEMA) {
                connection.setAutoCommit(false);
                for (String table : Schema.TABLES) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA user_version=" + SCHEMA);
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Work on the connection. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs work as one transaction; when it throws, nothing of it stays. */
    synchronized <T> T transaction(Work<T> work) {
        try {
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.run();
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            throw new StoreException("The job store " + file + " could not be written: " + reason(e) + ". Nothing of this change was kept.", e);
        }
    }

    /** SQLite has rolled back by itself when its disk is full, and then says that there is nothing to roll back: the cause must not be hidden by that. */
    private void rollBack(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException nothingLeft) {
            cause.addSuppressed(nothingLeft);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException nothingLeft) {
            cause.addSuppressed(nothingLeft);
        }
    }

    /** How many rows an update changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> select(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, values); ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    synchronized <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values) {
        try {
            return select(sql, reader, values);
        } catch (SQLException e) {
            throw new StoreException("The job store " + file + " could not be read: " + reason(e) + ".", e);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static String reason(SQLException e) {
        String message = e.getMessage();
        if (message == null) {
            return e.toString();
        }
        if (message.contains("SQLITE_FULL")) {
            return "no space is left on its disk; free some";
        }
        if (message.contains("SQLITE_NOTADB") || message.contains("SQLITE_CORRUPT")) {
            return "the file is damaged";
        }
        return message.contains("SQLITE_READONLY") ? "the file may not be written" : message;
    }

    private static void closeQuietly(@Nullable Connection connection, SQLException cause) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("The job store " + file + " could not be closed: " + reason(e) + ".", e);
        }
    }
}
