package io.lares.habits.next;

/** Picks the highest of many scores; of equal ones the first. */
final class Top {
  private Top() {}

  /** The places of the {@code most} highest scores among the first {@code size}, highest first. */
  static int[] of(float[] scores, int size, int most) {
    int[] best = new int[Math.min(size, most)];
    int filled = 0;
    for (int i = 0; i < size; i++) {
      float score = scores[i];
      if (filled == best.length) {
        if (filled == 0 || !(score > scores[best[filled - 1]])) {
          continue;
        }
        filled--;
      }
      int at = filled;
      while (at > 0 && score > scores[best[at - 1]]) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = i;
      filled++;
    }
    return best;
  }
}
