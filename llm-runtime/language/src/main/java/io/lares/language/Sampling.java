package io.lares.language;

/**
 * How a model chooses among likely tokens.
 *
 * @param temperature 0 takes the likeliest each time; up to 2
 * @param topP the share of likelihood to choose from, over 0 to 1
 * @param seed the same seed gives the same choices where the engine can
 */
public record Sampling(double temperature, double topP, long seed) {
  /** The likeliest token each time. */
  public static final Sampling GREEDY = new Sampling(0, 1, 0);

  public Sampling {
    if (!(temperature >= 0 && temperature <= 2) || !(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("a temperature of 0 to 2 and a topP of over 0 to 1");
    }
  }
}
