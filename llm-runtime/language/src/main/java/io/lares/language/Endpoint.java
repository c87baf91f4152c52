package io.lares.language;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a language model is reached that speaks the OpenAI API.
 *
 * @param address {@code http} or {@code https}; without a path, {@code /v1} is meant
 * @param model what the server calls it; blank for the first that it names
 * @param engine what runs there
 * @param api by which of its two ways it is asked
 * @param contextTokens tokens of prompt and answer at most; 0 takes the server's word
 * @param key what the server wants to see, in no text of this record; blank for none
 */
public record Endpoint(
    URI address, String model, Engine engine, Api api, int contextTokens, String key) {
  private static final int MOST_TOKENS = 10_000_000;
  private static final int LONGEST = 1_000;
  private static final String EXAMPLES =
      "An address looks like http://192.168.1.20:8000 or https://models.example.org/v1";

  /** What runs at an address; grammars are asked for in the way of each. */
  public enum Engine {
    /** To be found out. */
    ANY,
    VLLM,
    SGLANG,
    LLAMA_CPP,
    /** One that knows JSON schemas and no grammars. */
    OTHER
  }

  /** How a server is asked. */
  public enum Api {
    /** Messages; the server knows how its model reads them. */
    CHAT,
    /** One text, laid out as MiMo and Qwen read it (ChatML). */
    COMPLETIONS
  }

  /**
   * Checks and completes the address.
   *
   * @throws IllegalArgumentException in words for people
   */
  public Endpoint {
    address = completed(address);
    if (contextTokens < 0 || contextTokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "A context has up to 10 million tokens; 0 asks the server");
    }
    if (model.length() > LONGEST || key.length() > LONGEST) {
      throw new IllegalArgumentException("A model's name and a key have up to 1000 characters");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("A key has no spaces and no special characters");
    }
  }

  /**
   * An address as somebody types it.
   *
   * @throws IllegalArgumentException in words for people
   */
  public static URI address(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(EXAMPLES, e);
    }
  }

  private static URI completed(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")
        || address.getHost() == null
        || address.toString().length() > LONGEST) {
      throw new IllegalArgumentException(EXAMPLES);
    }
    if (address.getUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "An address has no user, question mark or #; a key has a field of its own");
    }
    String path = address.getRawPath().replaceFirst("/+$", "");
    return URI.create(scheme + "://" + address.getRawAuthority() + (path.isEmpty() ? "/v1" : path));
  }

  @Override
  public String toString() {
    return "Endpoint[" + address + (model.isBlank() ? "" : ", " + model) + "]";
  }
}
