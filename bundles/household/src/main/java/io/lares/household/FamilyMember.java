package io.lares.household;

import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Somebody of a family; times are in minutes after midnight on a usual working day. */
final class FamilyMember {
  final Person person;

  /** Null for who carries none. */
  final @Nullable Device phone;

  final double wakes;
  final double leaves;
  final double returns;
  final double sleeps;

  /** How much later on days off. */
  final double lieIn;

  /** The days on which there is work or school. */
  final boolean[] busy = new boolean[7];

  /** Works late every other week. */
  final boolean turns;

  /** How often it is not known who did something. */
  final double unnamed;

  final List<Command> favourites = new ArrayList<>();

  /** What is done together with a routine. */
  final Map<TrueRoutine, List<TrueRoutine>> with = new HashMap<>();

  boolean home = true;

  FamilyMember(Person person, @Nullable Device phone, SplittableRandom random) {
    this.person = person;
    this.phone = phone;
    boolean child = phone == null;
    wakes = 370 + random.nextInt(child ? 40 : 100);
    leaves = wakes + 50 + random.nextInt(30);
    returns = child ? 800 + random.nextInt(180) : 960 + random.nextInt(160);
    sleeps = child ? 1220 + random.nextInt(60) : 1340 + random.nextInt(80);
    lieIn = 30 + random.nextInt(100);
    boolean atHome = !child && random.nextInt(5) == 0;
    for (int d = 0; d < 5; d++) {
      busy[d] = !atHome && (child || random.nextInt(8) > 0);
    }
    turns = !child && random.nextInt(6) == 0;
    unnamed = child ? 0.8 : random.nextDouble() * 0.7;
  }
}
