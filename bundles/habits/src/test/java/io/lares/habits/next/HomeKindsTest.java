package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HomeKindsTest {
  private static final int OWN = 20;

  private final Catalog catalog = new Catalog();

  private Session session(int home, SplittableRandom random) {
    int[] items = new int[8];
    for (int i = 0; i < items.length; i++) {
      int thing = home * OWN + random.nextInt(OWN);
      items[i] = catalog.item(thing, thing / 4);
    }
    return new Session(items, new int[items.length]);
  }

  @Test
  void homesWithTheSameThingsAreOfOneKind() {
    SplittableRandom random = new SplittableRandom(1);
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      sessions.add(session(i % 3, random));
    }
    HomeKinds kinds = HomeKinds.of(catalog, sessions);
    Past past = new Past();
    int mixed = 0;
    List<Set<Integer>> seen = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (int i = 0; i < 300; i++) {
      past.look(session(i % 3, random), 6);
      int kind = kinds.of(past);
      seen.get(i % 3).add(kind);
      mixed += seen.get((i + 1) % 3).contains(kind) || seen.get((i + 2) % 3).contains(kind) ? 1 : 0;
    }
    assertThat(mixed).isLessThan(30);
  }

  @Test
  void aFewSessionsAndWhatIsNewTellNoKinds() {
    Past past = new Past();
    SplittableRandom random = new SplittableRandom(2);
    HomeKinds kinds = HomeKinds.of(catalog, List.of(session(0, random)));
    past.look(session(3, random), 5);
    assertThat(kinds.of(past)).isZero();
  }
}
