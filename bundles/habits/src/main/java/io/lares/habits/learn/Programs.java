package io.lares.habits.learn;

import java.util.Arrays;
import java.util.List;

/**
 * What devices do by themselves: a boiler's own program, a vacuum cleaner's timer. No person does
 * anything at the same second of the day again and again; whoever does it need not be told.
 */
final class Programs {
  private static final int SAME_SECONDS = 20;
  private static final int FEWEST_DAYS = 5;

  /** Where so much of what a device does is by program, the rest is how its programs end. */
  private static final double ALL_BUT = 0.45;

  private final Timeline line;
  private final boolean[] program;

  private Programs(Timeline line) {
    this.line = line;
    program = new boolean[line.log.size()];
  }

  /** For each event whether it is a device's own. */
  static boolean[] in(Timeline line) {
    Programs programs = new Programs(line);
    for (Token token : line.tokens) {
      if (token.act()) {
        programs.mark(programs.unnamed(line.events(token)));
      }
    }
    line.tokens.stream()
        .filter(Token::act)
        .map(Token::signal)
        .distinct()
        .map(line::events)
        .forEach(programs::markEnds);
    return programs.program;
  }

  private int[] unnamed(int[] events) {
    return Arrays.stream(events).filter(e -> line.log.actors()[e] == EventLog.NOBODY).toArray();
  }

  private int secondOfDay(int event) {
    return line.log.seconds()[event] - (int) line.begins[line.day[event]];
  }

  private void mark(int[] events) {
    List<Integer> order =
        Arrays.stream(events)
            .boxed()
            .sorted((a, b) -> Integer.compare(secondOfDay(a), secondOfDay(b)))
            .toList();
    int begin = 0;
    for (int end = 0; end < order.size(); end++) {
      while (secondOfDay(order.get(end)) - secondOfDay(order.get(begin)) > SAME_SECONDS) {
        begin++;
      }
      List<Integer> same = order.subList(begin, end + 1);
      if (same.size() >= FEWEST_DAYS
          && same.stream().mapToInt(e -> line.day[e]).distinct().count() >= FEWEST_DAYS) {
        same.forEach(e -> program[e] = true);
      }
    }
  }

  /** A device that only lives by its program ends by itself, too. */
  private void markEnds(int[] events) {
    int[] unnamed = unnamed(events);
    long own = Arrays.stream(unnamed).filter(e -> program[e]).count();
    if (unnamed.length == 0 || own < ALL_BUT * events.length) {
      return;
    }
    boolean before = false;
    for (int event : events) {
      boolean mine = program[event];
      if (before && !mine && line.log.actors()[event] == EventLog.NOBODY) {
        program[event] = true;
      }
      before = mine;
    }
  }
}
