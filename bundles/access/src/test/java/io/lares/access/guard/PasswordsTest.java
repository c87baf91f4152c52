package io.lares.access.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.access.AccessDenied;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "ninechars",
        "Password123",
        "1234567890",
        "aaaaaaaaaaaa",
        "abababababab",
        "Bartholomew",
        "bartholomew1",
        "BartholomewBartholomew"
      })
  void aPasswordThatWouldBeGuessedIsRefused(String password) {
    assertThatThrownBy(() -> passwords.check(password, "Bartholomew"))
        .isInstanceOfSatisfying(
            AccessDenied.class,
            denied -> assertThat(denied.reason()).isEqualTo(AccessDenied.Reason.WEAK_PASSWORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct horse", "开灯的时候要唱一首好听的歌", "Bartholomew's blue bicycle"})
  void aGoodPasswordIsTaken(String password) {
    assertThatCode(() -> passwords.check(password, "Bartholomew")).doesNotThrowAnyException();
  }

  @Test
  void aPasswordHasAtMostAThousandCharacters() {
    assertThatCode(() -> passwords.check("abcdefgh1!".repeat(100), "Bo"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> passwords.check("abcdefgh1!".repeat(100) + "x", "Bo"))
        .isInstanceOf(AccessDenied.class);
  }

  @Test
  void onlyTheSamePasswordMatchesHoweverItsAccentsAreTyped() throws Exception {
    String hash = passwords.hash("caf\u00e9 au lait");
    assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$.{22}\\$.{43}");
    assertThat(passwords.matches("cafe\u0301 au lait", hash)).isTrue();
    assertThat(passwords.matches("cafe au lait", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
    assertThat(passwords.hash("caf\u00e9 au lait")).isNotEqualTo(hash);
  }

  @Test
  void whereThereIsNoHashNothingMatches() throws Exception {
    assertThat(passwords.matches("anything at all", null)).isFalse();
    assertThat(passwords.matches("x".repeat(1_000_000), null)).isFalse();
    assertThat(passwords.matches("anything at all", "plain text")).isFalse();
  }

  /** From the reference implementation's own tests (phc-winner-argon2, test.c). */
  @Test
  void hashesAgreeWithTheReferenceImplementation() {
    assertThat(
            Argon2.matches(
                "password".getBytes(StandardCharsets.UTF_8),
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
                    + "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
        .isTrue();
  }
}
