package io.lares.habits.next;

import java.util.HashMap;
import java.util.Map;

/**
 * Puts things that nobody ever met in the place of some that are known, so that what weighs counts
 * learns what to do where there are none: a new device is asked about as well as an old one.
 */
final class Strangers {
  private static final int COUNT = 8;

  /** The share of the examples in which some are strangers, and of the things in these. */
  private static final double EXAMPLES = 0.15;

  private static final double THINGS = 0.35;

  private final Catalog catalog;
  private final int[] strangers = new int[COUNT];

  /** With a catalog of its own, that knows what the other does, and the strangers. */
  Strangers(Catalog known) {
    catalog = known.copy();
    long id = Long.MIN_VALUE;
    for (int i = 0; i < COUNT; i++) {
      while (catalog.knows(id)) {
        id++;
      }
      strangers[i] = catalog.item(id, id);
    }
  }

  Catalog catalog() {
    return catalog;
  }

  /** The session, or in some cases one like it with strangers; the same draw gives the same. */
  Session among(Session session, long draw) {
    if (uniform(draw) >= EXAMPLES) {
      return session;
    }
    Map<Integer, Integer> places = new HashMap<>();
    int[] items = session.items().clone();
    int met = 0;
    for (int i = 0; i < items.length; i++) {
      Integer place = places.get(items[i]);
      if (place == null) {
        boolean strange = met < COUNT && uniform(Hash.with(draw, items[i])) < THINGS;
        place = strange ? strangers[met++] : items[i];
        places.put(items[i], place);
      }
      items[i] = place;
    }
    return new Session(items, session.slots());
  }

  private static double uniform(long draw) {
    return (Hash.mix(draw) >>> 11) * 0x1p-53;
  }
}
