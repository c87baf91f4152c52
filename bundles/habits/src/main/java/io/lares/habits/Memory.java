package io.lares.habits;

import io.lares.home.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about themselves, in their words; stronger than anything learned.
 *
 * @param id unique in the home
 * @param person who said it
 * @param words 1 to 500 characters
 * @param said when
 * @param until when it stops to hold; null for never
 */
public record Memory(
    String id, PersonId person, String words, Instant said, @Nullable Instant until) {
  /** The longest memory, in characters. */
  public static final int MAX_WORDS = 500;

  public Memory {
    words = words.strip();
    if (words.isEmpty() || words.length() > MAX_WORDS) {
      throw new IllegalArgumentException("A memory has 1 to " + MAX_WORDS + " characters");
    }
  }
}
