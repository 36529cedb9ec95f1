package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.support.TestDatabase;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  @Test
  void migratesAnEmptyDatabase() {
    try (Database database = TestDatabase.fresh()) {
      assertThat(database.jdbc().sql("select count(*) from hub").query(Long.class).single())
          .isEqualTo(1);
    }
  }
}
