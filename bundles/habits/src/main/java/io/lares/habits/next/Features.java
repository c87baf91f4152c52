package io.lares.habits.next;

import io.lares.habits.next.Counts.Chain;
import java.util.Arrays;

/**
 * Describes, for one past, each action that may come next by numbers: logarithms of its chances by
 * each chain of counts, how it stands in the session, and what is the same for all candidates. One
 * object serves one thread.
 */
final class Features {
  /** Candidates that are described; the others are ranked by a fixed mixture of chances. */
  static final int CANDIDATES = 24;

  private static final float LEAST_CHANCE = 1e-6f;
  private static final int MOST_LAG = 5;
  private static final int BY_ITEM = 15;
  private static final int BY_RANK = 6;
  private static final int BY_SESSION = 3;
  private static final int IN_SESSION = 16;

  /** The chances by chains and by the session itself; their logarithms are the first features. */
  static final int EXPERTS = BY_ITEM + BY_RANK + BY_SESSION;

  /** How many features are the same for all candidates. */
  static final int SHARED = 13 + EXPERTS;

  /** How many differ. */
  static final int OWN = EXPERTS + IN_SESSION;

  private static final Chain[] RANK_CHAINS = {
    Chain.RANKS,
    Chain.RANKS_TIME,
    Chain.RANKS_ITEM,
    Chain.RANKS_RUN,
    Chain.RANKS_ITEM_RUN,
    Chain.RANKS_MOST
  };

  private final Catalog catalog;
  private final Counts counts;
  private final float[][] byItem = new float[BY_ITEM][];
  private final float[][] byRank = new float[BY_RANK][Past.RANKS];
  private final float[] met = new float[3];
  private final float[] lags = new float[MOST_LAG + 1];
  private float[] devices = {};
  private float[] mixture = {};

  /** The candidates, by the mixture the likeliest first. */
  int[] candidates = {};

  /** What describes them. */
  final Sheet sheet = new Sheet();

  private final float[] values = sheet.own;

  Features(Catalog catalog, Counts counts) {
    this.catalog = catalog;
    this.counts = counts;
    Arrays.fill(byItem, mixture);
  }

  /** Chances of every item by a fixed mixture, which needs no training. */
  float[] mixture() {
    return mixture;
  }

  /** Describes what may follow; {@link #candidates} and {@link #sheet} hold it. */
  void describe(Past past) {
    int size = catalog.size();
    if (mixture.length < size) {
      mixture = new float[size + size / 4];
      devices = new float[mixture.length];
      for (int i = 0; i < BY_ITEM; i++) {
        byItem[i] = new float[mixture.length];
      }
    }
    chances(past);
    mix(past, size);
    candidates = Top.of(mixture, size, CANDIDATES);
    sheet.count = candidates.length;
    agreement(past);
    for (int i = 0; i < sheet.count; i++) {
      describe(past, candidates[i], i * OWN);
      for (int expert = 0; expert < EXPERTS; expert++) {
        sheet.chances[i * EXPERTS + expert] = (float) Math.exp(values[i * OWN + expert]);
      }
    }
    shared(past);
  }

  private void chances(Past past) {
    counts.chances(Chain.TIME, past, byItem[0], 4);
    met[0] = counts.chances(Chain.ORDER, past, byItem[1], 2);
    met[1] = counts.chances(Chain.ORDER, past, byItem[2], 3);
    met[2] = counts.chances(Chain.ORDER, past, byItem[3], 6);
    counts.chances(Chain.ORDER_TIME, past, byItem[4], 6);
    counts.chances(Chain.SECOND, past, byItem[5], 6);
    counts.chances(Chain.THIRD, past, byItem[6], 6);
    counts.chances(Chain.BAG, past, byItem[7], 6);
    counts.chances(Chain.DEVICES, past, byItem[8], 6);
    counts.chances(Chain.NEXT_DEVICE, past, devices, 6);
    counts.withinDevices(past, devices, byItem[9]);
    counts.company(past, byItem[10]);
    counts.chances(Chain.TIME, past, byItem[11], 1);
    counts.chances(Chain.CHANGES, past, byItem[12], 6);
    counts.chances(Chain.KIND_TIME, past, byItem[13], 6);
    counts.chances(Chain.KIND_ORDER, past, byItem[14], 6);
    for (int i = 0; i < BY_RANK; i++) {
      counts.chances(RANK_CHAINS[i], past, byRank[i], 6);
    }
  }

  private void mix(Past past, int size) {
    float fresh = 1e-6f;
    for (int item = 0; item < size; item++) {
      mixture[item] = (byItem[2][item] + byItem[4][item] + byItem[7][item] + byItem[9][item]) / 4;
      fresh += mixture[item];
    }
    for (int i = 0; i < past.distinct; i++) {
      fresh -= mixture[past.recent[i]];
    }
    float[] ranks = byRank[2];
    float open = ranks[Past.NEW] / Math.max(fresh, 1e-6f);
    for (int item = 0; item < size; item++) {
      mixture[item] *= 0.5f * (1 + open);
    }
    for (int i = 0; i < past.distinct; i++) {
      int item = past.recent[i];
      mixture[item] = mixture[item] / (1 + open) + 0.5f * ranks[i];
    }
  }

  /** How often in the session an action was the same as that so many before. */
  private void agreement(Past past) {
    for (int lag = 1; lag <= MOST_LAG; lag++) {
      float same = 0.2f;
      float all = 1;
      float weight = 1;
      for (int i = 0; i + lag < past.length; i++) {
        same += past.items[i] == past.items[i + lag] ? weight : 0;
        all += weight;
        weight *= 0.85f;
      }
      lags[lag] = same / all;
    }
  }

  private static float log(float chance) {
    return (float) Math.log(Math.max(chance, LEAST_CHANCE));
  }

  private void describe(Past past, int item, int start) {
    int at = start;
    for (float[] chances : byItem) {
      values[at++] = log(chances[item]);
    }
    int rank = past.rankOf(item);
    float share = rank == Past.NEW ? mixture[item] : 1;
    for (float[] ranks : byRank) {
      values[at++] = log(ranks[rank] * share);
    }
    inSession(past, item, rank, at);
  }

  private void inSession(Past past, int item, int rank, int start) {
    int at = start;
    int n = Math.max(1, past.length);
    int device = catalog.device(item);
    int count = rank == Past.NEW ? 0 : past.counts[rank];
    int most = past.length == 0 ? 0 : past.counts[past.most()];
    float slow = 0;
    float quick = 0;
    float sameTime = 0;
    float sameDevice = 0;
    float follows = 0;
    float followers = 0.5f;
    float follows2 = 0;
    float followers2 = 0.5f;
    float slowWeight = 1;
    float quickWeight = 1;
    for (int i = 0; i < past.length; i++) {
      boolean same = past.items[i] == item;
      slow += same ? slowWeight : 0;
      quick += same ? quickWeight : 0;
      sameTime += same && past.slots[i] == past.slot ? 1 : 0;
      sameDevice += catalog.device(past.items[i]) == device ? 1 : 0;
      if (i + 1 < past.length && past.items[i + 1] == past.items[0]) {
        follows += same ? slowWeight : 0;
        followers += slowWeight;
        if (i + 2 < past.length && past.length > 1 && past.items[i + 2] == past.items[1]) {
          follows2 += same ? slowWeight : 0;
          followers2 += slowWeight;
        }
      }
      slowWeight *= 0.9f;
      quickWeight *= 0.6f;
    }
    float period = 0;
    for (int lag = 1; lag <= Math.min(MOST_LAG, past.length); lag++) {
      period = Math.max(period, past.items[lag - 1] == item ? lags[lag] : 0);
    }
    values[at++] = log((float) count / n);
    values[at++] = log(follows / followers);
    values[at++] = log(follows2 / followers2);
    values[at++] = (float) Math.log1p(count);
    values[at++] = count > 0 && count == most ? 1 : 0;
    values[at++] = slow / 3;
    values[at++] = quick;
    values[at++] = rank == 0 ? 1 : 0;
    values[at++] = rank == 1 ? 1 : 0;
    values[at++] = rank == 2 ? 1 : 0;
    values[at++] = rank == Past.NEW ? 1 : 0;
    values[at++] = rank == Past.NEW ? 0 : 1f / (1 + past.ages[rank]);
    values[at++] = past.length > 1 && past.items[1] == item ? 1 : 0;
    values[at++] = past.length > 2 && past.items[2] == item ? 1 : 0;
    values[at++] = past.length > 0 && past.items[past.length - 1] == item ? 1 : 0;
    values[at++] = sameTime / n;
    values[at++] = sameDevice / n;
    values[at++] = past.length > 0 && catalog.device(past.items[0]) == device ? 1 : 0;
    values[at] = period;
  }

  private void shared(Past past) {
    float[] shared = sheet.shared;
    int at = 0;
    int most = past.length == 0 ? 0 : past.counts[past.most()];
    shared[at++] = (float) past.length / Past.REACH;
    shared[at++] = (float) past.distinct / Math.max(1, past.length);
    shared[at++] = (float) past.run / Math.max(1, past.length);
    shared[at++] = (float) most / Math.max(1, past.length);
    for (int gap = 0; gap < Past.GAPS; gap++) {
      shared[at++] = past.gap == gap ? 1 : 0;
    }
    for (float met : met) {
      shared[at++] = (float) Math.log1p(met);
    }
    shared[at++] = byRank[0][Past.NEW];
    shared[at++] = byRank[2][Past.NEW];
    for (int expert = 0; expert < EXPERTS; expert++) {
      float peak = log(0);
      for (int c = 0; c < sheet.count; c++) {
        peak = Math.max(peak, values[c * OWN + expert]);
      }
      shared[at++] = peak;
    }
  }
}
