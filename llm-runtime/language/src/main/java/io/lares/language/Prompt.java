package io.lares.language;

import java.util.List;

/**
 * What a model reads: first what stays the same from request to request, then what changes. An
 * engine keeps its work on the stable part, so whoever writes prompts puts the description of the
 * home there, word for word the same each time, and states, time and sentence into the other.
 *
 * @param stable at least one message, or none where nothing is worth keeping
 * @param changing at least one message
 */
public record Prompt(List<Message> stable, List<Message> changing) {
  public Prompt {
    stable = List.copyOf(stable);
    changing = List.copyOf(changing);
    if (changing.isEmpty()) {
      throw new IllegalArgumentException("a prompt asks something: its changing part is empty");
    }
  }

  /**
   * One message of the conversation.
   *
   * @param text data, never control: an engine reads no special tokens out of it
   */
  public record Message(Role role, String text) {}

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }
}
