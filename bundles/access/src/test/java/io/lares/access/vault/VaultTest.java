package io.lares.access.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import io.lares.store.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final String SECRET = "sk-纸-very secret";

  @TempDir Path folder;
  private final Map<String, String> rows = new TreeMap<>();
  private Path file;
  private Secrets secrets;

  @BeforeEach
  void open() {
    file = folder.resolve("data").resolve("secrets.key");
    secrets = vault().of("io.lares.engines");
  }

  private Vault vault() {
    return new Vault(
        new Settings() {
          @Override
          public Optional<String> get(String key) {
            return Optional.ofNullable(rows.get(key));
          }

          @Override
          public void put(String key, String value) {
            rows.put(key, value);
          }

          @Override
          public void remove(String key) {
            rows.remove(key);
          }

          @Override
          public Map<String, String> startingWith(String prefix) {
            Map<String, String> found = new TreeMap<>(rows);
            found.keySet().removeIf(key -> !key.startsWith(prefix));
            return found;
          }
        },
        file);
  }

  @Test
  void aSecretIsThereAfterARestartAndEncryptedMeanwhile() throws Exception {
    secrets.put("remote/key", SECRET);
    assertThat(rows).containsOnlyKeys("secret/io.lares.engines/remote/key");
    assertThat(rows.toString()).doesNotContain("very").doesNotContain("sk-");
    assertThat(vault().of("io.lares.engines").get("remote/key")).contains(SECRET);
    assertThat(secrets.get("other")).isEmpty();
    assertThat(secrets.names()).containsExactly("remote/key");
  }

  @Test
  void onlyItsOwnerCanReadTheKeyFile() throws Exception {
    secrets.put("key", SECRET);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(secrets.get("key")).contains(SECRET);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void nobodySeesTheSecretsOfAnother() throws Exception {
    secrets.put("key", SECRET);
    Secrets others = vault().of("io.lares.engine");
    assertThat(others.get("key")).isEmpty();
    assertThat(others.names()).isEmpty();
    others.remove("key");
    assertThat(secrets.get("key")).contains(SECRET);
    for (String name : new String[] {"../io.lares.engines/key", "", "/key", "a b", "a\n"}) {
      assertThatThrownBy(() -> others.get(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSecretThatWasMovedOrChangedIsDamaged() throws Exception {
    secrets.put("key", SECRET);
    String row = rows.get("secret/io.lares.engines/key");
    rows.put("secret/io.lares.thief/key", row);
    assertThatExceptionOfType(SecretsException.class)
        .isThrownBy(() -> vault().of("io.lares.thief").get("key"))
        .withMessage("This secret is damaged; enter it again");
    int middle = row.length() / 2;
    char other = row.charAt(middle) == 'A' ? 'B' : 'A';
    for (String wrong :
        new String[] {
          row.substring(0, middle) + other + row.substring(middle + 1),
          row.substring(0, 30),
          row + "%"
        }) {
      rows.put("secret/io.lares.engines/key", wrong);
      assertThatExceptionOfType(SecretsException.class)
          .isThrownBy(() -> secrets.get("key"))
          .withMessage("This secret is damaged; enter it again");
    }
  }

  @Test
  void twoOfTheSameAreNotWrittenTheSame() throws Exception {
    secrets.put("a", SECRET);
    secrets.put("b", SECRET);
    String first = rows.get("secret/io.lares.engines/a");
    secrets.put("a", SECRET);
    assertThat(rows.get("secret/io.lares.engines/a"))
        .isNotEqualTo(first)
        .isNotEqualTo(rows.get("secret/io.lares.engines/b"));
  }

  @Test
  void aMissingKeyFileIsSaidAndNeverReplacedByItself() throws Exception {
    secrets.put("key", SECRET);
    Path away = folder.resolve("away");
    Files.move(file, away);
    assertThatExceptionOfType(SecretsException.class)
        .isThrownBy(() -> secrets.get("key"))
        .withMessageContaining(file + " is missing")
        .withMessageContaining("Put the file back from a backup");
    assertThatExceptionOfType(SecretsException.class)
        .isThrownBy(() -> secrets.put("other", SECRET));
    assertThat(file).doesNotExist();
    Files.move(away, file);
    assertThat(secrets.get("key")).contains(SECRET);
  }

  @Test
  void aDamagedKeyFileIsSaidAndNotTouched() throws Exception {
    for (int bytes : new int[] {1, 31, 33, 4096}) {
      secrets.put("key", SECRET);
      byte[] key = Files.readAllBytes(file);
      Files.write(file, new byte[bytes]);
      assertThatExceptionOfType(SecretsException.class)
          .isThrownBy(() -> secrets.get("key"))
          .withMessageContaining("is damaged");
      assertThatExceptionOfType(SecretsException.class)
          .isThrownBy(() -> secrets.put("key", SECRET));
      assertThat(file).hasSize(bytes);
      Files.write(file, key);
    }
  }

  @Test
  void anotherKeyFileOpensNothing() throws Exception {
    secrets.put("key", SECRET);
    Files.write(file, new byte[KeyFile.BYTES]);
    assertThatExceptionOfType(SecretsException.class)
        .isThrownBy(() -> secrets.get("key"))
        .withMessageContaining("with another key");
    // That one can be entered again.
    secrets.put("key", "new");
    assertThat(secrets.get("key")).contains("new");
  }

  @Test
  void anEmptyKeyFileBeginsAnew() throws Exception {
    secrets.put("key", SECRET);
    Files.write(file, new byte[0]);
    secrets.put("other", "new");
    assertThat(secrets.names()).containsExactly("other");
    assertThat(secrets.get("other")).contains("new");
    assertThat(file).hasSize(KeyFile.BYTES);
  }

  @Test
  void whatCantBeReadCanBeRemoved() throws Exception {
    secrets.put("key", SECRET);
    Files.delete(file);
    secrets.remove("key");
    assertThat(rows).isEmpty();
    secrets.put("key", SECRET);
    assertThat(secrets.get("key")).contains(SECRET);
  }

  @Test
  void aSecretHasABound() {
    assertThatThrownBy(() -> secrets.put("key", "x".repeat(Secrets.LONGEST + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
