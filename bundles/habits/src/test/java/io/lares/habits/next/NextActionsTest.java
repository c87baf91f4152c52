package io.lares.habits.next;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NextActionsTest {
  private static void evening(NextActions next, long... ids) {
    for (long id : ids) {
      next.happened(new NextActions.Action(2, 6, id / 10, id));
    }
    next.begin();
  }

  @Test
  void foretellsWhatUsuallyFollows() {
    NextActions next = new NextActions(10_000);
    for (int i = 0; i < 20; i++) {
      evening(next, 11, 25, 31, 12);
      evening(next, 11, 26);
    }
    next.happened(new NextActions.Action(2, 6, 1, 11));
    next.happened(new NextActions.Action(2, 6, 2, 25));
    assertThat(next.next(2, 6, 3).getFirst().id()).isEqualTo(31);
    double sum = next.next(2, 6, 24).stream().mapToDouble(NextActions.Guess::chance).sum();
    assertThat(sum).isBetween(0.99, 1.01);
  }

  @Test
  void forgetsWhatIsNoLongerDone() {
    NextActions next = new NextActions(100);
    for (int i = 0; i < 50; i++) {
      evening(next, 11, 25, 31);
    }
    for (int i = 0; i < 60; i++) {
      evening(next, 11, 42);
    }
    next.happened(new NextActions.Action(2, 6, 1, 11));
    NextActions.Guess guess = next.next(2, 6, 1).getFirst();
    assertThat(guess.id()).isEqualTo(42);
    assertThat(guess.chance()).isGreaterThan(0.8);
  }

  @Test
  void memoryDoesNotGrowWithTime() {
    NextActions next = new NextActions(500);
    SessionKind.Data data = SessionKind.NOISE.make(800, 1, 4);
    int most = 0;
    for (int i = 0; i < data.train().size(); i++) {
      Session session = data.train().get(i);
      for (int item : session.items()) {
        next.happened(new NextActions.Action(1, 1, item / 4, item));
      }
      next.begin();
      most = i == 400 ? next.contexts() : most;
    }
    assertThat(next.contexts()).isLessThan(most * 11 / 10);
  }

  @Test
  void weighsItsCountsByWhatItRemembers() throws InterruptedException {
    NextActions next = new NextActions(10_000);
    for (Session session : SessionKind.ALTERNATION.make(150, 1, 4).train()) {
      for (int item : session.items()) {
        next.happened(new NextActions.Action(1, 1, item / 4, item));
      }
      next.begin();
    }
    next.weigh(line -> {});
    for (int i = 0; i < 3; i++) {
      next.happened(new NextActions.Action(1, 1, 90, 901));
      next.happened(new NextActions.Action(1, 1, 91, 911));
    }
    assertThat(next.next(1, 1, 1).getFirst().id()).isEqualTo(901);
  }
}
