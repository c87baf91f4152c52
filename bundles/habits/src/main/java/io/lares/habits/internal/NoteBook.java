package io.lares.habits.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.home.PersonId;
import io.lares.store.Settings;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notes about people, kept in the settings and held in memory. */
final class NoteBook {
  private static final Logger LOG = LoggerFactory.getLogger(NoteBook.class);
  private static final String PREFIX = "habits/person/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;
  private final Map<PersonId, PersonNotes> notes = new ConcurrentHashMap<>();
  private volatile int changes;

  NoteBook(Settings settings) {
    this.settings = settings;
    settings
        .startingWith(PREFIX)
        .forEach((key, text) -> {
          PersonId person = new PersonId(key.substring(PREFIX.length()));
          try {
            notes.put(person, JSON.readValue(text, PersonNotes.class));
          } catch (JsonProcessingException e) {
            // Nobody knows any more whether this person wanted to be learned about.
            LOG.warn("The setting {} makes no sense; nothing is learned about this person", key);
            notes.put(person, PersonNotes.NONE.learning(io.lares.habits.LearningState.OFF, 0));
          }
        });
  }

  /** Everybody of whom something is kept. */
  Set<PersonId> people() {
    return Set.copyOf(notes.keySet());
  }

  /** Another number after each change. */
  int changes() {
    return changes;
  }

  PersonNotes of(PersonId person) {
    return notes.getOrDefault(person, PersonNotes.NONE);
  }

  /**
   * Changes the notes of a person.
   *
   * @throws java.io.UncheckedIOException where they can't be kept; then nothing changes
   */
  synchronized void change(PersonId person, UnaryOperator<PersonNotes> change) {
    PersonNotes next = change.apply(of(person));
    try {
      settings.put(PREFIX + person, JSON.writeValueAsString(next));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    notes.put(person, next);
    changes = changes + 1;
  }
}
