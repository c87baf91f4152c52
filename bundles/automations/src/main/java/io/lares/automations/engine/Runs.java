package io.lares.automations.engine;

import io.lares.kernel.Intent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which run led to which: the chains of the latest runs, at least {@link #REMEMBERED} of them.
 * Guarded by the engine. A run leaves nothing here but numbers and a chain, which for most is its
 * rule's own: what survives a run is what the collector has most to do with.
 */
final class Runs {
  /** So often may a rule lead to itself; once may be the end of it, as where it sets a value. */
  static final int MOST_RETURNS = 2;

  static final int REMEMBERED = 8_192;
  private static final String PREFIX = "run-";
  private static final int DIGITS = 16;

  private Generation latest = new Generation();
  private Generation before = new Generation();

  /** Runs by their numbers, by open addressing; half of it is filled at most. */
  private static final class Generation {
    private static final int SIZE = 2 * REMEMBERED;

    private final long[] runs = new long[SIZE];
    private final @Nullable List<String>[] chains = chains();
    private int filled;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<String>[] chains() {
      return new List[SIZE];
    }

    private int at(long run) {
      int i = Long.hashCode(run) & SIZE - 1;
      while (chains[i] != null && runs[i] != run) {
        i = i + 1 & SIZE - 1;
      }
      return i;
    }

    void put(long run, List<String> chain) {
      int i = at(run);
      filled += chains[i] == null ? 1 : 0;
      runs[i] = run;
      chains[i] = chain;
    }

    void clear() {
      Arrays.fill(chains, null);
      filled = 0;
    }
  }

  /** The id of a run's wish. */
  static String id(long run) {
    return PREFIX + HexFormat.of().toHexDigits(run);
  }

  /** The automations that led to a change; empty where none did. */
  List<String> behind(@Nullable Intent cause) {
    if (cause == null) {
      return List.of();
    }
    List<String> own = chain(cause.id());
    return own.isEmpty() ? chain(cause.cause()) : own;
  }

  private List<String> chain(String id) {
    if (id.length() != PREFIX.length() + DIGITS || !id.startsWith(PREFIX)) {
      return List.of();
    }
    long run;
    try {
      run = HexFormat.fromHexDigitsToLong(id, PREFIX.length(), id.length());
    } catch (IllegalArgumentException e) {
      return List.of(); // somebody else's name for a wish
    }
    List<String> chain = latest.chains[latest.at(run)];
    if (chain == null) {
      chain = before.chains[before.at(run)];
    }
    return chain == null ? List.of() : chain;
  }

  void began(long run, List<String> chain) {
    if (latest.filled == REMEMBERED) {
      Generation oldest = before;
      before = latest;
      latest = oldest;
      latest.clear();
    }
    latest.put(run, chain);
  }

  static boolean loops(String automation, List<String> chain) {
    return !chain.isEmpty() && chain.stream().filter(automation::equals).count() >= MOST_RETURNS;
  }
}
