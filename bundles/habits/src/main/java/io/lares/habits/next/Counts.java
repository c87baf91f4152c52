package io.lares.habits.next;

import java.util.Arrays;

/**
 * Counts what followed which context, for several kinds of context at once. Each chain goes from
 * wide contexts to narrow ones, and a narrow one falls back on the wider where it has seen little.
 * Counted are things done, ranks by recency (how many other things were done since the same was
 * done) and devices. What was learned can be unlearned.
 */
final class Counts {
  static final float DISCOUNT = 0.6f;
  private static final int NEVER = -1;
  private static final int MOST_LINKS = 6;

  /** The first of the last two days of the week. */
  private static final int WEEKEND = 5;

  /** What a chain counts. */
  enum Target {
    ITEM,
    RANK,
    DEVICE
  }

  /** The kinds of context. */
  enum Chain {
    TIME(Target.ITEM),
    ORDER(Target.ITEM),
    ORDER_TIME(Target.ITEM),
    SECOND(Target.ITEM),
    THIRD(Target.ITEM),
    BAG(Target.ITEM),
    DEVICES(Target.ITEM),
    RANKS(Target.RANK),
    RANKS_TIME(Target.RANK),
    RANKS_ITEM(Target.RANK),
    RANKS_RUN(Target.RANK),
    RANKS_ITEM_RUN(Target.RANK),
    RANKS_MOST(Target.RANK),
    CHANGES(Target.ITEM),
    KIND_TIME(Target.ITEM),
    KIND_ORDER(Target.ITEM),
    NEXT_DEVICE(Target.DEVICE);

    final Target target;

    Chain(Target target) {
      this.target = target;
    }
  }

  static final Chain[] CHAINS = Chain.values();

  private final Catalog catalog;
  private final HomeKinds kinds;
  private final TallyMap tallies;
  private final long[] links = new long[MOST_LINKS];

  Counts(Catalog catalog, HomeKinds kinds) {
    this(catalog, kinds, new TallyMap());
  }

  private Counts(Catalog catalog, HomeKinds kinds, TallyMap tallies) {
    this.catalog = catalog;
    this.kinds = kinds;
    this.tallies = tallies;
  }

  /** The same counts over a catalog that knows more. */
  Counts over(Catalog wider) {
    return new Counts(wider, kinds, tallies);
  }

  /** Counts all actions of a session, or takes them away again with {@code by} -1. */
  void learn(Session session, Past past, int by) {
    for (int end = 0; end < session.length(); end++) {
      past.look(session, end);
      learn(past, session.items()[end], by);
    }
  }

  /** Counts what followed a past. */
  void learn(Past past, int item, int by) {
    int device = catalog.device(item);
    int rank = past.rankOf(item);
    for (Chain chain : CHAINS) {
      int key =
          switch (chain.target) {
            case ITEM -> item;
            case RANK -> rank;
            case DEVICE -> device;
          };
      int length = links(chain, past);
      for (int i = 0; i < length; i++) {
        tallies.add(links[i], key, by);
      }
    }
    int last = lastOf(device, past);
    tallies.add(within(device), item, by);
    tallies.add(within(device, last), item, by);
    for (int i = 0; i < past.distinct; i++) {
      tallies.add(company(past.recent[i]), item, by);
    }
  }

  /**
   * The chances by one chain.
   *
   * @param chances filled with as many as there are items, ranks or devices; they add up to 1
   * @param depth how many links of the chain at most, the widest first
   * @return how often the narrowest context of these was met
   */
  int chances(Chain chain, Past past, float[] chances, int depth) {
    int length =
        switch (chain.target) {
          case ITEM -> catalog.size();
          case RANK -> Past.RANKS;
          case DEVICE -> catalog.devices();
        };
    Arrays.fill(chances, 0, length, 1f / Math.max(1, length));
    int count = Math.min(depth, links(chain, past));
    int met = 0;
    for (int i = 0; i < count; i++) {
      Tally tally = tallies.get(links[i]);
      met = 0;
      if (tally != null) {
        tally.refine(chances, length, DISCOUNT);
        met = tally.total();
      }
    }
    return met;
  }

  /** Multiplies the chances of devices into chances of items. */
  void withinDevices(Past past, float[] devices, float[] chances) {
    for (int item = 0; item < catalog.size(); item++) {
      chances[item] = 0;
    }
    for (int device = 0; device < catalog.devices(); device++) {
      Tally wide = tallies.get(within(device));
      if (wide == null) {
        continue;
      }
      Tally narrow = tallies.get(within(device, lastOf(device, past)));
      float rest = devices[device];
      if (narrow != null) {
        rest *= DISCOUNT * narrow.size() / narrow.total();
        for (int i = 0; i < narrow.size(); i++) {
          chances[narrow.key(i)] += devices[device] * (narrow.count(i) - DISCOUNT) / narrow.total();
        }
      }
      for (int i = 0; i < wide.size(); i++) {
        chances[wide.key(i)] += rest * wide.count(i) / wide.total();
      }
    }
  }

  /** For each item how much it keeps company with what was done in the session. */
  void company(Past past, float[] company) {
    Arrays.fill(company, 0, catalog.size(), 0f);
    float weights = 1e-6f;
    float weight = 1;
    for (int i = 0; i < past.distinct; i++) {
      Tally tally = tallies.get(company(past.recent[i]));
      if (tally != null) {
        weights += weight;
        for (int j = 0; j < tally.size(); j++) {
          company[tally.key(j)] += weight * tally.count(j) / tally.total();
        }
      }
      weight *= 0.8f;
    }
    for (int item = 0; item < catalog.size(); item++) {
      company[item] /= weights;
    }
  }

  /** How many contexts are remembered. */
  int size() {
    return tallies.size();
  }

  private int lastOf(int device, Past past) {
    for (int i = 0; i < past.distinct; i++) {
      if (catalog.device(past.recent[i]) == device) {
        return past.recent[i];
      }
    }
    return -1;
  }

  private static long within(int device) {
    return Hash.with(100, device);
  }

  private static long within(int device, int last) {
    return Hash.with(Hash.with(101, device), last);
  }

  private static long company(int item) {
    return Hash.with(102, item);
  }

  private int links(Chain chain, Past past) {
    int length = 0;
    long hash = Hash.mix(chain.ordinal() + 1L);
    links[length++] = hash;
    int day = past.slot >> 3;
    int bucket = past.slot & 7;
    int n = past.length;
    switch (chain) {
      case TIME -> {
        links[length++] = Hash.with(hash, bucket);
        links[length++] = Hash.with(hash, (day < WEEKEND ? 20 : 30) + bucket);
        links[length++] = Hash.with(hash, 100 + day * 8 + bucket);
      }
      case ORDER -> {
        for (int i = 0; i < Math.min(n, 5); i++) {
          hash = Hash.with(hash, past.items[i]);
          links[length++] = hash;
        }
      }
      case ORDER_TIME -> {
        if (n > 0) {
          hash = Hash.with(hash, past.items[0]);
          links[length++] = hash;
          links[length++] = Hash.with(hash, past.gap);
          long timed = Hash.with(Hash.with(hash, past.gap), bucket);
          links[length++] = timed;
          if (n > 1) {
            links[length++] = Hash.with(timed, past.items[1]);
          }
        }
      }
      case SECOND -> {
        if (n > 1) {
          links[length++] = Hash.with(hash, past.items[1]);
        }
      }
      case THIRD -> {
        if (n > 2) {
          links[length++] = Hash.with(hash, past.items[2]);
        }
      }
      case BAG -> {
        long bag = 0;
        for (int i = 0; i < past.distinct; i++) {
          bag += Hash.mix(past.recent[i] + 7L);
          if (i == 1 || i == 2 || i == past.distinct - 1 && i > 2) {
            links[length++] = Hash.with(hash, bag);
          }
        }
      }
      case DEVICES, NEXT_DEVICE -> {
        for (int i = 0; i < Math.min(n, 4); i++) {
          hash = Hash.with(hash, catalog.device(past.items[i]));
          links[length++] = hash;
        }
      }
      case KIND_TIME -> {
        hash = Hash.with(hash, kinds.of(past));
        links[length++] = hash;
        links[length++] = Hash.with(hash, bucket);
        links[length++] = Hash.with(hash, (day < WEEKEND ? 20 : 30) + bucket);
      }
      case KIND_ORDER -> {
        if (n > 0) {
          hash = Hash.with(hash, past.items[0]);
          links[length++] = hash;
          links[length++] = Hash.with(hash, kinds.of(past));
        }
      }
      case RANKS -> {
        for (int i = 0; i < Math.min(n, 5); i++) {
          hash = Hash.with(hash, past.ranks[i]);
          links[length++] = hash;
        }
      }
      case RANKS_TIME -> {
        hash = Hash.with(hash, past.gap);
        links[length++] = hash;
        for (int i = 0; i < Math.min(n, 3); i++) {
          hash = Hash.with(hash, past.ranks[i]);
          links[length++] = hash;
        }
      }
      case RANKS_ITEM -> {
        if (n > 0) {
          hash = Hash.with(hash, past.items[0]);
          links[length++] = hash;
          links[length++] = Hash.with(hash, past.gap);
          hash = Hash.with(Hash.with(hash, past.gap), past.ranks[0]);
          links[length++] = hash;
          if (n > 1) {
            links[length++] = Hash.with(hash, past.ranks[1]);
          }
        }
      }
      case RANKS_RUN -> {
        hash = Hash.with(hash, Math.min(past.run, 6));
        links[length++] = hash;
        hash = Hash.with(hash, Math.min(past.distinct, 6));
        links[length++] = hash;
        if (n > 0) {
          links[length++] = Hash.with(hash, past.items[0]);
        }
      }
      case RANKS_ITEM_RUN -> {
        if (n > 0) {
          hash = Hash.with(hash, past.items[0]);
          links[length++] = hash;
          hash = Hash.with(hash, Math.min(past.run, 8));
          links[length++] = hash;
          links[length++] = Hash.with(hash, past.distinct == 1 ? NEVER : past.recent[1]);
        }
      }
      case RANKS_MOST -> {
        int most = past.most();
        if (n > 0) {
          hash = Hash.with(hash, most * 16L + Math.min(past.counts[most], 12));
          links[length++] = hash;
          hash = Hash.with(hash, Math.min(past.run, 3) * 8L + Math.min(past.distinct, 4));
          links[length++] = hash;
          hash = Hash.with(hash, past.gap);
          links[length++] = hash;
          links[length++] = Hash.with(hash, past.recent[most]);
        }
      }
      case CHANGES -> {
        for (int i = 0; i < Math.min(past.distinct, 4); i++) {
          hash = Hash.with(hash, past.recent[i]);
          links[length++] = hash;
          if (i == 0) {
            hash = Hash.with(hash, Math.min(past.run, 3));
            links[length++] = hash;
          }
        }
      }
    }
    return length;
  }
}
