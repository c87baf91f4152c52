package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountsTest {
  private final SessionKind.Data data = SessionKind.MIXED.make(300, 1, 2);
  private final Past past = new Past();

  @Test
  void whatIsUnlearnedLeavesNothing() {
    Counts counts = new Counts(data.catalog(), HomeKinds.one());
    data.train().forEach(session -> counts.learn(session, past, 1));
    assertThat(counts.size()).isPositive();
    data.train().reversed().forEach(session -> counts.learn(session, past, -1));
    assertThat(counts.size()).isZero();
  }

  @Test
  void chancesOfEveryChainAddUpToOne() {
    Counts counts = new Counts(data.catalog(), HomeKinds.one());
    data.train().forEach(session -> counts.learn(session, past, 1));
    float[] chances = new float[Math.max(data.catalog().size(), Past.RANKS)];
    for (Session session : data.train().subList(0, 20)) {
      past.look(session, session.last());
      for (Counts.Chain chain : Counts.CHAINS) {
        java.util.Arrays.fill(chances, 0);
        counts.chances(chain, past, chances, 9);
        double sum = 0;
        for (float chance : chances) {
          assertThat(chance).isNotNegative();
          sum += chance;
        }
        assertThat(sum).as(chain.name()).isCloseTo(1, within(1e-3));
      }
    }
  }

  @Test
  void ranksSayHowManyOtherThingsWereDoneSince() {
    past.look(new Session(new int[] {5, 6, 5, 5, 7, 6, 9}, new int[7]), 6);
    assertThat(past.ranks).startsWith(2, Past.NEW, 0, 1, Past.NEW, Past.NEW);
    assertThat(past.rankOf(5)).isEqualTo(2);
    assertThat(past.rankOf(9)).isEqualTo(Past.NEW);
    assertThat(past.counts).startsWith(2, 1, 3);
  }
}
