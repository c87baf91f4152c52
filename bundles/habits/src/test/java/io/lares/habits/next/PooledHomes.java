package io.lares.habits.next;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes sessions as many homes together give them: most repeat one thing, and behind the repeats
 * stand rounds within a device, things that follow others, bursts, what followed the last time,
 * times of the day, kinds of homes and moods that nobody sees. The chances of all that may come
 * next are known, so that there is a best possible ranking to hold others against.
 */
final class PooledHomes {
  /** How strong each way to the next action is, beside the others. */
  enum Shape {
    /** A bit of everything. */
    EVEN(0.65, 1, 1, 1, 1, 1),
    /** Devices go through their controls in rounds, and repeat in bursts of fixed length. */
    ROUNDS(0.66, 3, 0.4, 0.4, 1, 0.5),
    /** What is next follows from one of the last three actions, or from two together. */
    ORDER(0.68, 0.4, 2, 2, 0.5, 0.6),
    /** The session itself says what follows what. */
    ECHO(0.38, 0.4, 0.4, 0.4, 5, 0.6),
    /** Kinds of homes and times of the day say what is next. */
    HABITS(0.68, 0.4, 0.4, 0.4, 0.5, 2),
    /** As even, with little chance. */
    STRICT(0.7, 5, 5, 4, 5, 0.4),
    /** Repeats and nothing behind them. */
    BARE(0.57, 0, 0, 0, 0, 2);

    /** The share of the sessions that are about one thing. */
    final double single;

    final double round;
    final double follow;
    final double pair;
    final double echo;
    final double fresh;

    Shape(double single, double round, double follow, double pair, double echo, double fresh) {
      this.single = single;
      this.round = round;
      this.follow = follow;
      this.pair = pair;
      this.echo = echo;
      this.fresh = fresh;
    }
  }

  private static final int DEVICES = 45;
  private static final int TYPES = 10;
  private static final int LAGS = 3;

  /** How strong the last and the most frequent are in each mood: one thing, few, many. */
  private static final double[] STICKY = {6, 3, 0.7};

  private static final double[] MAINLY = {40, 5, 0.7};

  final Catalog catalog = new Catalog();
  private final Shape shape;
  private final int size;
  private final int[] first = new int[DEVICES + 1];
  private final double[] sticky;
  private final int[] burst;
  private final boolean[] rounds = new boolean[DEVICES];
  private final int[][] follower;
  private final double[] popular;
  private final double[][] ofType = new double[TYPES][];
  private final double[][][] timed = new double[TYPES][16][];
  private final long pairs;
  private final double[] moods;

  PooledHomes(Shape shape, long seed) {
    this.shape = shape;
    this.moods = new double[] {shape.single, (1 - shape.single) / 2, (1 - shape.single) / 2};
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = new double[DEVICES * 8];
    for (int device = 0; device < DEVICES; device++) {
      first[device] = catalog.size();
      double weight = 1 / Math.pow(1 + random.nextInt(DEVICES), 1.1);
      int controls = 1 + (int) (8 * Math.pow(random.nextDouble(), 1.7));
      for (int control = 0; control < controls; control++) {
        weights[catalog.item(1000L * device + control, device)] = weight / (1 + control);
      }
      rounds[device] = controls > 1 && random.nextDouble() < 0.5;
    }
    size = catalog.size();
    first[DEVICES] = size;
    popular = normal(Arrays.copyOf(weights, size));
    sticky = new double[size];
    burst = new int[size];
    follower = new int[LAGS][size];
    for (int item = 0; item < size; item++) {
      sticky[item] = Math.exp(random.nextGaussian() * 0.7);
      burst[item] = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 0;
      for (int lag = 0; lag < LAGS; lag++) {
        follower[lag][item] = random.nextDouble() < 0.35 ? draw(popular, random) : -1;
      }
    }
    for (int type = 0; type < TYPES; type++) {
      double[] taste = new double[size];
      for (int device = 0; device < DEVICES; device++) {
        double owns = random.nextDouble() < 0.3 ? Math.exp(random.nextGaussian()) : 0.003;
        for (int item = first[device]; item < first[device + 1]; item++) {
          taste[item] = owns * Math.pow(popular[item], 0.7);
        }
      }
      ofType[type] = normal(taste);
      for (int part = 0; part < 16; part++) {
        double[] now = new double[size];
        for (int i = 0; i < 3; i++) {
          now[draw(ofType[type], random)] += 1.0 / (1 + i);
        }
        timed[type][part] = normal(now);
      }
    }
    pairs = random.nextLong();
  }

  /** Sessions of ten actions to learn from, to choose by and to be asked about. */
  SessionKind.Data make(int train, int others, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new SessionKind.Data(
        catalog,
        sessions(train, 10, 10, random),
        sessions(others, 10, 10, random),
        sessions(others, 10, 10, random));
  }

  /** Sessions of {@code least} to {@code most} actions. */
  List<Session> sessions(int count, int least, int most, SplittableRandom random) {
    List<Session> sessions = new ArrayList<>();
    double[] chances = new double[size];
    for (int s = 0; s < count; s++) {
      int length = least + random.nextInt(most - least + 1);
      Session session = new Session(new int[length], new int[length]);
      int type = random.nextInt(TYPES);
      int mood = draw(moods, random);
      int day = random.nextInt(7);
      int bucket = random.nextInt(4) == 0 ? random.nextInt(8) : 2 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        if (i > 0 && random.nextInt(9) == 0) {
          bucket = (bucket + 1) % 8;
          day = bucket == 0 ? (day + 1) % 7 : day;
        }
        session.slots()[i] = Session.slot(day, bucket);
        chances(session, i, type, mood, chances);
        session.items()[i] = draw(chances, random);
      }
      sessions.add(session);
    }
    return sessions;
  }

  /** Ranks by the true chances, given all that can be seen; nothing is better in the mean. */
  Ranking best() {
    return (session, end, most) -> {
      double[] chances = new double[size];
      double[] beliefs = new double[TYPES * moods.length];
      for (int i = 0; i < beliefs.length; i++) {
        beliefs[i] = moods[i % moods.length];
      }
      for (int at = 0; at < end; at++) {
        for (int i = 0; i < beliefs.length; i++) {
          chances(session, at, i / moods.length, i % moods.length, chances);
          beliefs[i] *= chances[session.items()[at]];
        }
        normal(beliefs);
      }
      float[] sums = new float[size];
      for (int i = 0; i < beliefs.length; i++) {
        chances(session, end, i / moods.length, i % moods.length, chances);
        for (int item = 0; item < size; item++) {
          sums[item] += (float) (beliefs[i] * chances[item]);
        }
      }
      return Top.of(sums, size, most);
    };
  }

  private void chances(Session session, int end, int type, int mood, double[] chances) {
    int[] items = session.items();
    int slot = session.slots()[end];
    boolean pause = end > 0 && session.slots()[end - 1] != slot;
    double[] now = timed[type][(slot & 7) + (slot >> 3 >= 5 ? 8 : 0)];
    double fresh = shape.fresh * (end == 0 ? 1 : pause ? 2 : 1);
    for (int item = 0; item < size; item++) {
      chances[item] = fresh * (0.5 * now[item] + 0.42 * ofType[type][item] + 0.08 * popular[item]);
    }
    if (end > 0) {
      int last = items[end - 1];
      int run = 1;
      while (run < end && items[end - 1 - run] == last) {
        run++;
      }
      double repeat = STICKY[mood] * sticky[last] * (pause ? 0.7 : 1);
      chances[last] += burst[last] == 0 || run < burst[last] ? repeat : repeat * 0.15;
      double squares = 0;
      int[] counts = new int[end];
      for (int i = 0; i < end; i++) {
        for (int j = 0; j < end; j++) {
          counts[i] += items[j] == items[i] ? 1 : 0;
        }
        squares += counts[i] * counts[i];
      }
      for (int i = 0; i < end; i++) {
        chances[items[i]] += MAINLY[mood] * counts[i] * counts[i] / squares;
      }
      int device = catalog.device(last);
      if (rounds[device]) {
        int next = first[device] + (last - first[device] + 1) % (first[device + 1] - first[device]);
        chances[next] += 2 * shape.round * (pause ? 0.3 : 1);
      }
      for (int lag = 0; lag < Math.min(LAGS, end); lag++) {
        int next = follower[lag][items[end - 1 - lag]];
        if (next >= 0) {
          chances[next] += shape.follow;
        }
      }
      if (end > 1) {
        long hash = Hash.with(Hash.with(pairs, items[end - 2]), last);
        if (items[end - 2] != last && (hash & 3) < 2) {
          int next = (int) (size * Math.pow((hash >>> 11) * 0x1p-53, 3));
          chances[next] += 2 * shape.pair;
        }
      }
      for (int i = end - 2; i >= 0; i--) {
        if (items[i] == last) {
          chances[items[i + 1]] += shape.echo;
          break;
        }
      }
    }
    normal(chances);
  }

  private static double[] normal(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static int draw(double[] chances, SplittableRandom random) {
    double draw = random.nextDouble();
    for (int i = 0; i < chances.length; i++) {
      draw -= chances[i];
      if (draw < 0) {
        return i;
      }
    }
    return chances.length - 1;
  }
}
