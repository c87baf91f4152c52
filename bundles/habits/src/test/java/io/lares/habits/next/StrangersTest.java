package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrangersTest {
  /** Each session is mostly about one thing of its own. */
  private static List<Session> sessions(Catalog catalog, int first, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Session> sessions = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int[] things = random.ints(3, first, first + 20).toArray();
      int[] items = new int[10];
      for (int i = 0; i < items.length; i++) {
        int thing = things[random.nextInt(4) > 0 ? 0 : 1 + random.nextInt(2)];
        items[i] = catalog.item(thing, thing / 2);
      }
      sessions.add(new Session(items, new int[10]));
    }
    return sessions;
  }

  @Test
  void whatIsNewInTheHomeIsForetoldByWhatIsDoneWithIt() throws InterruptedException {
    Catalog catalog = new Catalog();
    List<Session> train = sessions(catalog, 0, 600, 1);
    Baselines baselines = new Baselines(catalog, train);
    List<Session> valid = sessions(catalog, 0, 200, 2);
    List<Session> strange = sessions(catalog, 1000, 400, 3);
    Ranking ranker = new Learner(catalog, true, line -> {}).learn(train, valid).ranking(catalog);
    assertThat(Score.of(ranker, strange).map1())
        .isGreaterThan(Score.of(baselines.mostFrequentInSession(), strange).map1() - 0.03);
  }

  @Test
  void aThingIsTheSameStrangerAllThroughASession() {
    Catalog catalog = new Catalog();
    int[] items = new int[8];
    for (int i = 0; i < items.length; i++) {
      items[i] = catalog.item(i % 4, i % 4);
    }
    Session session = new Session(items, new int[8]);
    Strangers strangers = new Strangers(catalog);
    int changed = 0;
    for (long draw = 0; draw < 400; draw++) {
      int[] shown = strangers.among(session, draw).items();
      for (int i = 0; i < 4; i++) {
        assertThat(shown[i]).isEqualTo(shown[i + 4]);
        assertThat(shown[i] == items[i] || shown[i] >= catalog.size()).isTrue();
        changed += shown[i] == items[i] ? 0 : 1;
      }
    }
    assertThat(changed).isBetween(50, 600);
    assertThat(catalog.size()).isEqualTo(4);
  }
}
