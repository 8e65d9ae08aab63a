package ai.arkor.local.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    /** SQLite itself refuses to grow beyond a number of pages, and says then what it says when the disk is full. */
    @Test
    void saysSoKeepsWhatWasThereAndGoesOnWhenThereIsSpaceAgain(@TempDir Path folder) {
        Path file = folder.resolve("arkor.db");
        try (Database database = Database.open(file)) {
            insert(database, "before", 1);
            most(database, database.query("PRAGMA page_count", row -> row.getInt(1)).get(0) + 2);

            assertThatThrownBy(() -> insert(database, "too much", 100_000)).isInstanceOf(StoreException.class)
                    .hasMessageContaining(file.toString()).hasMessageContaining("no space is left on its disk").hasMessageContaining("Nothing of this change was kept");
            assertThat(names(database)).isEqualTo("before");

            most(database, 1_000);
            insert(database, "after", 100_000);
            assertThat(names(database)).isEqualTo("before,after");
        }
    }

    private static void most(Database database, int pages) {
        database.query("PRAGMA max_page_count=" + pages, row -> row.getInt(1));
    }

    private static void insert(Database database, String slug, int length) {
        database.transaction(() -> database.update("INSERT INTO projects VALUES (?, ?, ?, 'now')", slug, slug, "x".repeat(length)));
    }

    private static String names(Database database) {
        return String.join(",", database.query("SELECT slug FROM projects ORDER BY rowid", row -> row.getString(1)));
    }
}
