package io.lares.household;

import io.lares.home.Device;
import io.lares.home.Person;
import java.util.SplittableRandom;

/** How a person's days go, in minutes after midnight. */
final class Daily {
  final Person person;
  final Device presence;
  final double wakes;
  final double leaves;
  final double returns;
  final double sleeps;
  final boolean[] works;
  final double atWall;
  boolean home = true;

  Daily(Person person, Device presence, SplittableRandom random) {
    this.person = person;
    this.presence = presence;
    wakes = 360 + random.nextInt(120);
    leaves = wakes + 45 + random.nextInt(60);
    returns = 930 + random.nextInt(240);
    sleeps = 1320 + random.nextInt(110);
    works = new boolean[7];
    for (int d = 0; d < 5; d++) {
      works[d] = random.nextInt(10) < 9;
    }
    atWall = random.nextDouble() * 0.5;
  }
}
