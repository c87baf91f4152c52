package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.BATTERY;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.random.RandomGenerator;

/** A robot that works for a while, drives home and charges: a vacuum cleaner, a mower. */
final class RoundsModel implements Model {
  private static final double ROUND_SECONDS = 20 * 60;
  private static final double WAY_HOME_SECONDS = 6;
  private static final double PERCENT_A_SECOND = 1 / 40.0;
  private static final double TIRED = 15;

  private final AttributeId operation;
  private final String working;
  private double battery = Double.NaN;
  private double spent;

  /**
   * A robot.
   *
   * @param working the operation in which it works: {@code cleaning}, {@code mowing}
   */
  RoundsModel(AttributeId operation, String working) {
    this.operation = operation;
    this.working = working;
  }

  @Override
  public boolean command(States states, AttributeId attribute, Value value) {
    if (!attribute.equals(operation)) {
      return false;
    }
    boolean resumes = value.equals(Value.of(working)) && states.is(operation, "paused");
    if (!resumes && !value.equals(Value.of("paused"))) {
      spent = 0;
    }
    boolean sentHome = value.equals(Value.of("docked")) && !states.is(operation, "docked");
    if (sentHome) {
      states.show(operation, Value.of("returning"));
    }
    return sentHome;
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (Double.isNaN(battery)) {
      battery = states.number(BATTERY, 100);
    }
    boolean works = states.is(operation, working);
    boolean home = states.is(operation, "docked");
    if (works || home) {
      double change = (home ? 1 : -1) * PERCENT_A_SECOND * seconds;
      battery = Math.clamp(battery + change, 0.0, 100.0);
      states.show(BATTERY, Value.of(Math.rint(battery)));
    }
    if (works || states.is(operation, "returning")) {
      spent += seconds;
    }
    if (works && (spent >= ROUND_SECONDS || battery <= TIRED)) {
      go(states, "returning");
    } else if (states.is(operation, "returning") && spent >= WAY_HOME_SECONDS) {
      go(states, "docked");
    }
  }

  private void go(States states, String next) {
    spent = 0;
    states.show(operation, Value.of(next));
  }
}
