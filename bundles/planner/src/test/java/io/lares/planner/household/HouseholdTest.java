package io.lares.planner.household;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.HomeList;
import io.lares.planner.HomeTimer;
import io.lares.planner.Request;
import io.lares.store.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class HouseholdTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final Request LIGHTS_OFF =
      new Request(
          "turn off the lights",
          Locale.ENGLISH,
          Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE),
          new AreaId("kitchen"));

  /** Keeps texts in memory, as long as the test lives. */
  private static final class Memory implements Settings {
    final SortedMap<String, String> texts = new ConcurrentSkipListMap<>();

    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(texts.get(key));
    }

    @Override
    public void put(String key, String value) {
      texts.put(key, value);
    }

    @Override
    public void remove(String key) {
      texts.remove(key);
    }

    @Override
    public Map<String, String> startingWith(String prefix) {
      return texts.tailMap(prefix);
    }
  }

  @Test
  void aTimerRingsOnceWithWhatItIsFor() throws Exception {
    TimersComponent timers = new TimersComponent();
    BlockingQueue<TimerKeeper.Rung> rung = new LinkedBlockingQueue<>();
    timers.onRing(rung::add);

    timers.start(Duration.ofMillis(40), "", null, LIGHTS_OFF, true);
    timers.start(Duration.ofMillis(20), "eggs", null, null, false);

    assertThat(rung.poll(60, SECONDS).timer().name()).isEqualTo("eggs");
    TimerKeeper.Rung second = rung.poll(60, SECONDS);
    assertThat(second.later()).isEqualTo(LIGHTS_OFF);
    assertThat(second.confirmed()).isTrue();
    assertThat(timers.all()).isEmpty();
    timers.deactivate();
  }

  @Test
  void timersAndListsOutliveARestart() {
    Memory memory = new Memory();
    TimersComponent timers = new TimersComponent(NOON);
    ListsComponent lists = new ListsComponent();
    timers.setSettings(memory);
    lists.setSettings(memory);
    HomeTimer pizza =
        timers.start(Duration.ofMinutes(10), "pizza", new AreaId("kitchen"), null, false).get();
    timers.start(Duration.ofHours(1), "", null, LIGHTS_OFF, true);
    timers.pause(pizza.id(), true);
    timers.change(pizza.id(), Duration.ofMinutes(2));
    lists.create("shopping", "Shopping List");
    lists.add("shopping", "milk");
    lists.add("shopping", "eggs");
    lists.complete("shopping", "Milk");

    TimersComponent again = new TimersComponent(NOON);
    ListsComponent listsAgain = new ListsComponent();
    again.setSettings(memory);
    listsAgain.setSettings(memory);

    assertThat(again.all()).isEqualTo(timers.all());
    assertThat(again.all().getFirst().left()).isEqualTo(Duration.ofMinutes(12));
    assertThat(again.all().getLast().command()).isEqualTo("turn off the lights");
    assertThat(listsAgain.all())
        .containsExactly(
            new HomeList(
                "shopping",
                "Shopping List",
                List.of(),
                List.of(new HomeList.Item("milk", true), new HomeList.Item("eggs", false))));
  }

  @Test
  void whatCannotBeReadStartsEmpty() {
    Memory memory = new Memory();
    memory.put("planner/timers", "[{\"id\": \"t1\", \"length\": \"for ever\"}]");
    TimersComponent timers = new TimersComponent(NOON);

    timers.setSettings(memory);

    assertThat(timers.all()).isEmpty();
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    TimerKeeper timers = new TimerKeeper(NOON, () -> {});
    ListKeeper lists = new ListKeeper(() -> {});

    assertThat(timers.cancel("t1")).isFalse();
    assertThat(timers.pause("t1", true)).isFalse();
    assertThat(lists.add("shopping", "milk")).isFalse();
    assertThat(lists.complete("shopping", "milk")).isFalse();
  }

  @Test
  void thereIsAnEndToHowMuchIsKept() {
    TimerKeeper timers = new TimerKeeper(NOON, () -> {});
    for (int i = 0; i < TimerKeeper.MOST; i++) {
      assertThat(timers.start(Duration.ofMinutes(1), "", null, null, false)).isPresent();
    }
    ListKeeper lists = new ListKeeper(() -> {});
    lists.create("shopping", "Shopping List");
    for (int i = 0; i < ListKeeper.MOST_ITEMS; i++) {
      assertThat(lists.add("shopping", "milk " + i)).isTrue();
    }

    assertThat(timers.start(Duration.ofMinutes(1), "", null, null, false)).isEmpty();
    assertThat(lists.add("shopping", "one more")).isFalse();
    assertThat(lists.add("shopping", "x".repeat(201))).isFalse();
  }
}
