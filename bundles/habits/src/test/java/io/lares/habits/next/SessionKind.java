package io.lares.habits.next;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makers of sessions that differ in what is to be learned from them. A world (what is usual in all
 * its homes) comes from one seed, sessions from another. There are 40 devices with up to six
 * controls each.
 */
enum SessionKind {
  /** Things are done over and over; some things are repeated more than others. */
  REPEATS,
  /** On, off, on, off; or rounds of three. */
  ALTERNATION,
  /** Fixed sequences that begin at their times, with slips and steps left out. */
  ROUTINES,
  /** What is done depends on day and time, and little on what went before. */
  TIMES,
  /** A few things are popular, many are rare, nothing follows from anything. */
  LONG_TAIL,
  /** All things are equally likely. */
  NOISE,
  /** Each session has its own few favourites, in no order: nothing beats the most frequent. */
  FAVOURITES,
  /** What is next follows from the last two actions and from neither alone. */
  PAIRS,
  /** Hidden types of households, each with its own devices and its own order. */
  HOUSEHOLDS,
  /** As households, but what is asked for comes from a mix that training saw rarely. */
  SHIFTED,
  /** A timed mixture of repeats, pairs that belong together, routines and chance. */
  MIXED,
  /** As mixed, cut into windows that overlap, in no order. */
  WINDOWS;

  private static final int DEVICES = 40;
  private static final int CONTROLS = 6;

  /** Sessions to learn from, to choose by and to be asked about. */
  record Data(Catalog catalog, List<Session> train, List<Session> valid, List<Session> test) {}

  Data make(int train, int others, long seed) {
    World world = new World(seed);
    SplittableRandom random = new SplittableRandom(seed * 31 + ordinal());
    return new Data(
        world.catalog,
        sessions(world, train, false, random),
        sessions(world, others, this == SHIFTED, random),
        sessions(world, others, this == SHIFTED, random));
  }

  private List<Session> sessions(World world, int count, boolean shifted, SplittableRandom random) {
    List<Session> sessions = new ArrayList<>();
    while (sessions.size() < count) {
      if (this == WINDOWS) {
        Session record = world.session(MIXED, 16, false, random);
        for (int from = 0; from < 6; from += 2) {
          sessions.add(
              new Session(
                  java.util.Arrays.copyOfRange(record.items(), from, from + 10),
                  java.util.Arrays.copyOfRange(record.slots(), from, from + 10)));
        }
      } else {
        sessions.add(world.session(this, 6 + random.nextInt(6), shifted, random));
      }
    }
    for (int i = sessions.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Session other = sessions.set(i, sessions.get(j));
      sessions.set(j, other);
    }
    return sessions.subList(0, count);
  }

  /** What is usual. */
  private static final class World {
    final Catalog catalog = new Catalog();
    final int[] popular;
    final int[][] routines = new int[30][];
    final int[] times = new int[30];
    final int[][] byTime = new int[56][3];
    final int[] partner;
    final double[] sticky;
    final int[][] types = new int[8][14];
    final int size;

    World(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int device = 0; device < DEVICES; device++) {
        int controls = 1 + random.nextInt(CONTROLS);
        for (int control = 0; control < controls; control++) {
          catalog.item(1000L * device + control, device);
        }
      }
      size = catalog.size();
      popular = new int[400];
      for (int i = 0; i < popular.length; i++) {
        popular[i] = (int) (size * Math.pow(random.nextDouble(), 3));
      }
      partner = new int[size];
      sticky = new double[size];
      for (int i = 0; i < size; i++) {
        partner[i] = random.nextInt(size);
        sticky[i] = random.nextDouble();
      }
      for (int i = 0; i < routines.length; i++) {
        routines[i] = random.ints(5 + random.nextInt(6), 0, size).toArray();
        times[i] = random.nextInt(8);
      }
      for (int[] usual : byTime) {
        for (int i = 0; i < usual.length; i++) {
          usual[i] = random.nextInt(size);
        }
      }
      for (int[] type : types) {
        for (int i = 0; i < type.length; i++) {
          type[i] = popular[random.nextInt(popular.length)];
        }
      }
    }

    Session session(SessionKind kind, int length, boolean shifted, SplittableRandom random) {
      int[] items = new int[length];
      int[] slots = new int[length];
      int day = random.nextInt(7);
      int bucket = random.nextInt(8);
      int type = shifted || random.nextDouble() > 0.9 ? 6 + random.nextInt(2) : random.nextInt(6);
      int routine = random.nextInt(routines.length);
      int[] own = new int[3 + random.nextInt(2)];
      for (int i = 0; i < own.length; i++) {
        own[i] = popular[random.nextInt(popular.length)];
      }
      if (kind == ROUTINES) {
        bucket = times[routine];
      }
      int at = 0;
      for (int i = 0; i < length; i++) {
        if (i > 0 && random.nextInt(8) == 0) {
          bucket = (bucket + 1) % 8;
          day = bucket == 0 ? (day + 1) % 7 : day;
        }
        slots[i] = Session.slot(day, bucket);
        int any = popular[random.nextInt(popular.length)];
        int last = i == 0 ? any : items[i - 1];
        double chance = random.nextDouble();
        items[i] =
            switch (kind) {
              case REPEATS -> i > 0 && chance < 0.3 + 0.65 * sticky[last] ? last : any;
              case ALTERNATION -> chance < 0.1 ? any : own[i % (sticky[own[0]] < 0.5 ? 2 : 3)];
              case ROUTINES -> {
                at += chance < 0.08 ? 2 : 1;
                yield chance > 0.88 ? any : routines[routine][at % routines[routine].length];
              }
              case TIMES -> {
                int[] usual = byTime[slots[i]];
                yield chance < 0.15 ? any : usual[chance < 0.6 ? 0 : 1 + random.nextInt(2)];
              }
              case LONG_TAIL -> any;
              case NOISE -> random.nextInt(size);
              case FAVOURITES -> own[chance < 0.55 ? 0 : random.nextInt(own.length)];
              case PAIRS -> {
                int before = i < 2 ? any : items[i - 2];
                int pair = (int) Math.floorMod(Hash.with(before % 11, last % 13), (long) size);
                yield chance < 0.2 || i < 2 ? any : pair;
              }
              case HOUSEHOLDS, SHIFTED -> {
                int[] things = types[type];
                yield chance < 0.15
                    ? any
                    : chance < 0.4
                        ? things[random.nextInt(things.length)]
                        : things[Math.floorMod(last * (type + 3) + type, things.length)];
              }
              case MIXED, WINDOWS -> {
                boolean pause = i > 0 && slots[i] != slots[i - 1];
                if (!pause && chance < 0.45 + 0.5 * sticky[last]) {
                  yield i > 1 && sticky[last] < 0.25 ? items[i - 2] : last;
                }
                yield chance > 0.9
                    ? any
                    : pause ? byTime[slots[i]][0] : chance < 0.7 ? own[0] : partner[last];
              }
            };
      }
      return new Session(items, slots);
    }
  }
}
