package io.lares.habits.learn;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events of the log on the home's calendar. A day goes from half past three to half past three,
 * so that an evening is in one piece; its minutes go on past 1440.
 */
final class Timeline {
  static final int DAY_BEGINS = 210;
  private static final LocalTime BEGIN = LocalTime.of(3, 30);

  /** A day with so small a part of the usual doings is a day away and teaches nothing. */
  private static final double QUIET = 0.25;

  final EventLog.Extract log;
  final List<Token> tokens;
  final LocalDate firstDate;

  /** The day of each event, from 0. */
  final int[] day;

  /** The minute of the day of each event, from 210 to 1650. */
  final float[] minute;

  final boolean[] dark;

  /** For each day whether people lived as usual, and all of it was seen. */
  final boolean[] open;

  /** The day of the week of each day, Monday is 0. */
  final int[] weekday;

  final Daylight.Sun[] suns;

  /** When each day begins, in seconds since 1970, and when the last one ends. */
  final long[] begins;

  /** For each token its events, in order. */
  private final int[][] byToken;

  /** For each event whether a device did it by its own program. */
  private final boolean[] program;

  Timeline(EventLog.Extract log, List<Token> tokens, Instant now, ZoneId zone, Daylight daylight) {
    this.log = log;
    this.tokens = tokens;
    int n = log.size();
    long first = n == 0 ? now.getEpochSecond() : log.seconds()[0];
    firstDate = habitDate(Instant.ofEpochSecond(first), zone);
    LocalDate lastDate = habitDate(now, zone);
    int days = Math.max(1, (int) (lastDate.toEpochDay() - firstDate.toEpochDay()) + 1);
    begins = new long[days + 1];
    suns = new Daylight.Sun[days];
    weekday = new int[days];
    for (int d = 0; d <= days; d++) {
      LocalDate date = firstDate.plusDays(d);
      begins[d] = date.atTime(BEGIN).atZone(zone).toEpochSecond();
      if (d < days) {
        suns[d] = daylight.on(date);
        weekday[d] = date.getDayOfWeek().getValue() - 1;
      }
    }
    day = new int[n];
    minute = new float[n];
    dark = new boolean[n];
    int[] acts = new int[days];
    int[] counts = new int[tokens.size()];
    int d = 0;
    for (int i = 0; i < n; i++) {
      int second = log.seconds()[i];
      while (d + 1 < days && second >= begins[d + 1]) {
        d++;
      }
      day[i] = d;
      minute[i] = Math.clamp((second - begins[d]) / 60f + DAY_BEGINS, DAY_BEGINS, 1679);
      dark[i] = darkAt(d, minute[i]);
      counts[log.tokens()[i]]++;
    }
    byToken = new int[tokens.size()][];
    for (int t = 0; t < byToken.length; t++) {
      byToken[t] = new int[counts[t]];
    }
    for (int i = n - 1; i >= 0; i--) {
      int t = log.tokens()[i];
      byToken[t][--counts[t]] = i;
    }
    program = Programs.in(this);
    for (int i = 0; i < n; i++) {
      if (byPerson(i) && tokens.get(log.tokens()[i]).act()) {
        acts[day[i]]++;
      }
    }
    open = open(acts, n > 0 && first - begins[0] < 3600);
  }

  private boolean darkAt(int d, double m) {
    return m >= 1440 && d + 1 < suns.length ? suns[d + 1].dark(m - 1440) : suns[d].dark(m);
  }

  private static boolean[] open(int[] acts, boolean firstIsWhole) {
    boolean[] open = new boolean[acts.length];
    int[] busy = Arrays.stream(acts).filter(a -> a > 0).sorted().toArray();
    double usual = busy.length == 0 ? 0 : busy[busy.length / 2];
    for (int d = 0; d < acts.length - 1; d++) {
      open[d] = acts[d] > QUIET * usual && (d > 0 || firstIsWhole);
    }
    return open;
  }

  private static LocalDate habitDate(Instant time, ZoneId zone) {
    return time.atZone(zone).toLocalDateTime().minusMinutes(DAY_BEGINS).toLocalDate();
  }

  int days() {
    return open.length;
  }

  int[] events(Token token) {
    return byToken[token.id()];
  }

  /** Whether somebody of the home did it. */
  boolean byPerson(int event) {
    return log.actors()[event] >= EventLog.NOBODY && !program[event];
  }

  /** What an act's own people did, in order. */
  int[] acts(Token token) {
    return Arrays.stream(events(token)).filter(this::byPerson).toArray();
  }

  /** For a token of a state, which of its signal's events there are, in order. */
  int[] events(Signal signal) {
    List<int[]> parts = new ArrayList<>();
    for (Token token : tokens) {
      if (token.signal() == signal) {
        parts.add(byToken[token.id()]);
      }
    }
    return parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
  }
}
