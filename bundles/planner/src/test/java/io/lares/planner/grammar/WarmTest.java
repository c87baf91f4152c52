package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmTest {
  @Test
  void aWarmPlannerHasTheWordsOfTheHomeInAllLanguagesAtHand() {
    GrammarPlanner planner = new GrammarPlanner();
    TestHome house = Homes.house();
    assertThat(planner.ready(house.home)).isFalse();

    planner.warm(house.home, house);

    assertThat(planner.ready(house.home)).isTrue();
  }
}
