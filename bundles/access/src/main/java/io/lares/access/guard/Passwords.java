package io.lares.access.guard;

import io.lares.access.AccessDenied;
import io.lares.access.AccessDenied.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which passwords are good enough, and whether one is right. Two at a time: each takes 19 MiB. */
final class Passwords {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 1000;
  private static final int FEWEST_DIFFERENT = 4;
  private static final int MOST_AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Such as everybody tries first. */
  private static final Set<String> AWFUL =
      Set.of(
          "1234567890",
          "0123456789",
          "12345678910",
          "123456789a",
          "0987654321",
          "9876543210",
          "1q2w3e4r5t",
          "1qaz2wsx3edc",
          "qwertyuiop",
          "qwertzuiop",
          "azertyuiop",
          "asdfghjkl;",
          "qwerty12345",
          "abcdefghij",
          "abcdefghijk",
          "abcd123456",
          "abc1234567",
          "password12",
          "password123",
          "password1234",
          "passwordpassword",
          "p@ssw0rd123",
          "letmein123",
          "welcome123",
          "welcome1234",
          "changeme123",
          "administrator",
          "iloveyou123",
          "sunshine123",
          "football123",
          "smarthome123",
          "larespassword",
          "woaini1314",
          "woaini520520",
          "5201314520");

  /** Costs what a real one costs and matches nothing that anybody knows. */
  private static final String NOBODYS =
      "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCE$"
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
  private final SecureRandom random = new SecureRandom();

  /**
   * Says no to a password that would be guessed.
   *
   * @throws AccessDenied with what to do
   */
  void check(String password, String name) throws AccessDenied {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      throw weak("A password needs at least " + SHORTEST + " characters, this one has " + length);
    }
    if (length > LONGEST) {
      throw weak("A password has at most " + LONGEST + " characters, this one has " + length);
    }
    String lower = normal(password).toLowerCase(Locale.ROOT);
    String lowerName = normal(name).strip().toLowerCase(Locale.ROOT);
    if (lower.replace(lowerName, "").length() < FEWEST_DIFFERENT) {
      throw weak("The name is not a password. Take a few words that have nothing to do with you");
    }
    if (AWFUL.contains(lower) || lower.chars().distinct().count() < FEWEST_DIFFERENT) {
      throw weak("This password is among the first that anybody tries. Take a few random words");
    }
  }

  private static AccessDenied weak(String words) {
    return new AccessDenied(Reason.WEAK_PASSWORD, words + ".", null);
  }

  String hash(String password) throws AccessDenied {
    return inTurn(() -> Argon2.hash(bytes(password), random));
  }

  /** Whether the password is right; takes as long where there is no hash to compare with. */
  boolean matches(String password, @Nullable String hash) throws AccessDenied {
    boolean tooLong = password.length() > 2 * LONGEST;
    byte[] bytes = bytes(tooLong ? "" : password);
    return inTurn(() -> Argon2.matches(bytes, hash == null || tooLong ? NOBODYS : hash));
  }

  private interface Work<T> {
    T run();
  }

  private <T> T inTurn(Work<T> work) throws AccessDenied {
    try {
      if (!turns.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.run();
    } finally {
      turns.release();
    }
  }

  private static AccessDenied busy() {
    return new AccessDenied(
        Reason.TOO_MANY_TRIES,
        "Too many people are entering at once. Try again in a few seconds.",
        PATIENCE);
  }

  /** The same password typed on another keyboard gives the same bytes. */
  private static byte[] bytes(String password) {
    return normal(password).getBytes(StandardCharsets.UTF_8);
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
