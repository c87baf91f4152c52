package io.lares.mimo.engine;

import java.util.function.LongSupplier;

/**
 * Guesses where that is faster than not to guess, by what both took on the last steps. Now and then
 * it tries the other way, since texts change and machines get busy. For one answer after the other
 * of one context.
 */
final class PayingDrafter implements Drafter {
  /** Steps of one way before the other is tried. */
  private static final int STRETCH = 32;

  /** Steps of a trial; the first is not counted, since it pays for the change. */
  private static final int TRIAL = 4;

  /** What a step counts among those before. */
  private static final double SHARE = 0.2;

  private final Drafter drafter;
  private final LongSupplier nanos;

  /** Nanoseconds a token, without guesses and with; 0 for not known yet. */
  private final double[] costs = new double[2];

  private int way = 1;
  private int left = TRIAL;
  private boolean fresh = true;
  private int length = -1;
  private long since;

  PayingDrafter(Drafter drafter, LongSupplier nanos) {
    this.drafter = drafter;
    this.nanos = nanos;
  }

  @Override
  public int guess(Context context, int next) {
    return pays(context) ? drafter.guess(context, next) : NONE;
  }

  @Override
  public int guess(Context context, int next, TokenSet allowed) {
    return pays(context) ? drafter.guess(context, next, allowed) : NONE;
  }

  private boolean pays(Context context) {
    long now = nanos.getAsLong();
    int tokens = context.length() - length;
    if (length >= 0 && (tokens == 1 || tokens == 2)) {
      learn((double) (now - since) / tokens);
    }
    length = context.length();
    since = now;
    return way == 1;
  }

  private void learn(double cost) {
    if (!fresh) {
      costs[way] = costs[way] == 0 ? cost : costs[way] + SHARE * (cost - costs[way]);
    }
    fresh = false;
    if (--left == 0) {
      int better = costs[0] == 0 || costs[1] > 0 && costs[1] > costs[0] ? 0 : 1;
      boolean trial = way == better;
      way = trial ? 1 - way : better;
      left = trial ? TRIAL : STRETCH;
      fresh = true;
    }
  }
}
