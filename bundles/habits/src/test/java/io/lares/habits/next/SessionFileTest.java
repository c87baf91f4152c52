package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionFileTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sessions.tsv"), text);
  }

  @Test
  void readsFiveIntegersToAnAction() throws IOException {
    Catalog catalog = new Catalog();
    List<Session> sessions =
        SessionFile.read(
            file("0\t1\t3\t2\t77\t6\t7\t4\t0\t9223372036854775807\n\n1\t0\t3\t2\t77\r\n"), catalog);
    assertThat(sessions)
        .containsExactly(
            new Session(new int[] {0, 1}, new int[] {1, 55}),
            new Session(new int[] {0}, new int[] {8}));
    assertThat(catalog.id(1)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "'0\t1\t3\t2', 4 integers",
    "'7\t1\t3\t2\t5', day 7",
    "'0\t8\t3\t2\t5', bucket 8",
    "'0\t1\t3\tx\t5', field 4 is 'x'",
    "'0\t1\t3\t2\t99999999999999999999', field 5",
    "'0 1 3 2 5', 1 integers"
  })
  void saysWhichLineIsWrongAndWhy(String line, String why) throws IOException {
    Path file = file("0\t1\t3\t2\t5\n\n" + line + "\n");
    assertThatThrownBy(() -> SessionFile.read(file, new Catalog()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 3: ")
        .hasMessageContaining(why);
  }

  @Test
  void aLineWithoutEndIsNotTakenIn() throws IOException {
    Path file = file("1\t".repeat(1 << 20));
    assertThatThrownBy(() -> SessionFile.read(file, new Catalog()))
        .hasMessageContaining("line 1: longer than");
  }
}
