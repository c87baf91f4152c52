package io.lares.mimo.tokenizer;

import io.lares.language.Prompt;
import io.lares.mimo.weights.ModelException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How MiMo and Qwen2 read a conversation (ChatML, the chat_template of their
 * tokenizer_config.json): {@code <|im_start|>role}, a line's end, the text, {@code <|im_end|>}, a
 * line's end.
 */
public final class ChatTemplate {
  private final Tokenizer tokenizer;
  private final int start;
  private final int end;

  /**
   * For a tokenizer that has the two special tokens.
   *
   * @throws ModelException where it has not
   */
  public ChatTemplate(Tokenizer tokenizer) throws ModelException {
    this.tokenizer = tokenizer;
    this.start = special("<|im_start|>");
    this.end = special("<|im_end|>");
  }

  private int special(String text) throws ModelException {
    return tokenizer
        .special(text)
        .orElseThrow(() -> new ModelException("The model's tokenizer has no " + text));
  }

  /** The token with which an answer ends. */
  public int end() {
    return end;
  }

  /** The tokens of messages; those of two lists one after the other are those of both together. */
  public int[] messages(List<Prompt.Message> messages) {
    return messages.stream().flatMapToInt(this::message).toArray();
  }

  private IntStream message(Prompt.Message message) {
    String role = message.role().name().toLowerCase(Locale.ROOT);
    return Stream.of(
            new int[] {start},
            tokenizer.encode(role + "\n" + message.text()),
            new int[] {end},
            tokenizer.encode("\n"))
        .flatMapToInt(IntStream::of);
  }

  /** What asks for an answer; stands after the last message. */
  public int[] answer() {
    return IntStream.concat(IntStream.of(start), IntStream.of(tokenizer.encode("assistant\n")))
        .toArray();
  }
}
