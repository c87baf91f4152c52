package io.lares.whereabouts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to come home, from the distance and from how fast the distance has shrunk: on
 * this way so far, and on earlier ways home. All distances are as the crow flies, so that roads
 * need not be known: what a road is longer than that, it costs in pace.
 */
final class Approach {
  /** Edges of the bands of distance in which earlier ways are remembered, in metres. */
  private static final double[] EDGES = {0, 2_000, 5_000, 15_000, 50_000, 200_000};

  /**
   * Metres a second in each band until a way home was seen: streets, then roads, then motorways.
   */
  private static final double[] USUAL = {6, 8, 12, 17, 22, 25};

  /** The newest part of the way tells how it goes now. */
  private static final Duration RECENT = Duration.ofMinutes(6);

  /** Who has not been heard of for so long is no longer on the way. */
  static final Duration SILENCE = Duration.ofMinutes(20);

  private static final int MOST_KEPT = 512;

  /** It has to come so much nearer before it counts as coming home, in metres. */
  private static final double LEAST_GAIN = 250;

  private static final double LEAST_PACE = 0.5;
  private static final double MOST_PACE = 300;

  /** How much of the speed in a band a new way home decides. */
  private static final double LEARNING = 0.4;

  private record Point(Instant time, double distance) {}

  private final double[] pace;
  private final Deque<Point> points = new ArrayDeque<>();
  private boolean homeward;

  /** Nothing is known of earlier ways. */
  Approach() {
    this(null);
  }

  /**
   * Goes on from earlier ways.
   *
   * @param earlier as {@link #paces} gave them; null where nothing is known
   */
  Approach(double @Nullable [] earlier) {
    pace = (earlier == null ? USUAL : earlier).clone();
  }

  /** The pace in each band, in metres a second. */
  double[] paces() {
    return pace.clone();
  }

  /** Whether numbers can be paces as {@link #paces} gives them. */
  static boolean plausible(double[] paces) {
    return paces.length == USUAL.length
        && Arrays.stream(paces).allMatch(each -> each >= LEAST_PACE && each <= MOST_PACE);
  }

  /**
   * It is this far from home.
   *
   * @param distance in metres
   * @param accuracy in metres
   */
  void at(double distance, double accuracy, Instant time) {
    Point last = points.peekLast();
    if (last != null && Duration.between(last.time(), time).compareTo(SILENCE) > 0) {
      restart();
    }
    points.addLast(new Point(time, distance));
    if (points.size() > MOST_KEPT) {
      points.removeFirst();
    }
    turn(distance, Math.max(LEAST_GAIN, 2 * accuracy));
  }

  /** Comes home or sets out: it is on its way once it has gained or lost enough lately. */
  private void turn(double distance, double enough) {
    Instant since = now().minus(RECENT);
    double farthest = distance;
    double nearest = distance;
    for (Point point : points) {
      if (!point.time().isBefore(since)) {
        farthest = Math.max(farthest, point.distance());
        nearest = Math.min(nearest, point.distance());
      }
    }
    if (distance - nearest > enough) {
      homeward = false;
    } else if (farthest - distance > enough) {
      homeward = true;
    } else if (farthest - nearest < enough / 2 && lasted(RECENT)) {
      homeward = false;
    }
  }

  private boolean lasted(Duration time) {
    Point first = points.peekFirst();
    return first != null && !first.time().isAfter(now().minus(time));
  }

  private Instant now() {
    Point last = points.peekLast();
    return last == null ? Instant.EPOCH : last.time();
  }

  /**
   * Has come home: the way is over, and is learned from.
   *
   * @return true where something was learned
   */
  boolean arrived() {
    boolean learned = homeward && learn();
    restart();
    return learned;
  }

  /** Nothing that was seen counts any longer for where it goes. */
  void restart() {
    points.clear();
    homeward = false;
  }

  /** True while it comes nearer. */
  boolean homeward() {
    return homeward;
  }

  /** How long it takes from so many metres. */
  Duration from(double distance) {
    double usual = seconds(distance);
    Double now = recentPace();
    if (homeward && now != null) {
      double expected = pace[band(distance)];
      double share = Math.clamp(expected / now, 0.4, 2.5);
      // Today's traffic, and what the rest of the way has been like before, count the same.
      usual *= (1 + share) / 2;
    }
    return Duration.ofSeconds(Math.round(usual));
  }

  private double seconds(double distance) {
    double seconds = 0;
    for (int band = 0; band < EDGES.length; band++) {
      double end = band + 1 < EDGES.length ? EDGES[band + 1] : Double.POSITIVE_INFINITY;
      seconds += Math.max(0, Math.min(distance, end) - EDGES[band]) / pace[band];
    }
    return seconds;
  }

  private static int band(double distance) {
    int found = Arrays.binarySearch(EDGES, distance);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /** How fast the distance shrank lately, in metres a second; null where that is not known. */
  private @Nullable Double recentPace() {
    Point last = points.peekLast();
    if (last == null) {
      return null;
    }
    Instant since = last.time().minus(RECENT);
    for (Point point : points) {
      if (!point.time().isBefore(since)) {
        double seconds = Duration.between(point.time(), last.time()).toMillis() / 1e3;
        double gained = point.distance() - last.distance();
        return seconds < 30 || gained < LEAST_GAIN
            ? null
            : (Double) Math.clamp(gained / seconds, LEAST_PACE, MOST_PACE);
      }
    }
    return null;
  }

  /**
   * Takes the pace of each band that this way went through, from its farthest point on; false where
   * it was too short for any.
   */
  private boolean learn() {
    double[] metres = new double[EDGES.length];
    double[] seconds = new double[EDGES.length];
    double farthest = points.stream().mapToDouble(Point::distance).max().orElse(0);
    Point before = null;
    for (Point point : points) {
      if (before != null) {
        int band = band((before.distance() + point.distance()) / 2);
        metres[band] += before.distance() - point.distance();
        seconds[band] += Duration.between(before.time(), point.time()).toMillis() / 1e3;
      }
      before = before == null && point.distance() < farthest ? null : point;
    }
    boolean learned = false;
    for (int band = 0; band < EDGES.length; band++) {
      if (metres[band] > LEAST_GAIN && seconds[band] > 20) {
        double seen = Math.clamp(metres[band] / seconds[band], LEAST_PACE, MOST_PACE);
        pace[band] += LEARNING * (seen - pace[band]);
        learned = true;
      }
    }
    return learned;
  }
}
