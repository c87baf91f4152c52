package io.lares.household;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.store.Journal;
import io.lares.store.JournalEntry;
import io.lares.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives a home a past, so that there is something to have been learned: its journal says that one
 * person has set a lamp each evening for some weeks, and switched it off late.
 */
public final class PastWeeks {
  private static final int LEVEL = 30;

  /** Of so many evenings the lamp is left as it is on one. */
  private static final int DIMS_OF = 6;

  private static final LocalTime DIMS = LocalTime.of(19, 40);
  private static final LocalTime GOES_TO_BED = LocalTime.of(22, 45);

  private final Journal journal;
  private final ZoneId zone;
  private final SplittableRandom random = new SplittableRandom(5);
  private int wishes;
  private CompletionStage<Long> last = CompletableFuture.completedStage(0L);

  public PastWeeks(Journal journal, ZoneId zone) {
    this.journal = journal;
    this.zone = zone;
  }

  /**
   * Writes evenings into the journal, and waits until they are kept.
   *
   * @param lamp a light that can be dimmed
   * @param until the day of which nothing is written any more
   */
  public void evenings(PersonId person, DeviceId lamp, LocalDate until, int days) {
    Actor actor = Actor.person(person, Person.Role.OWNER, Actor.Channel.TAP);
    for (LocalDate day = until.minusDays(days); day.isBefore(until); day = day.plusDays(1)) {
      act(
          actor,
          lamp,
          Vocabulary.ON_OFF,
          Value.of(true),
          day,
          DIMS.minusMinutes(random.nextInt(240)));
      if (random.nextInt(DIMS_OF) > 0) {
        Value level = Value.of(LEVEL + random.nextInt(3) - 1);
        act(actor, lamp, Vocabulary.LEVEL, level, day, near(DIMS));
      }
      act(actor, lamp, Vocabulary.ON_OFF, Value.of(false), day, near(GOES_TO_BED));
    }
    last.toCompletableFuture().join();
  }

  private LocalTime near(LocalTime time) {
    return time.plusSeconds(random.nextInt(900) - 450);
  }

  private void act(
      Actor actor,
      DeviceId device,
      AttributeId attribute,
      Value value,
      LocalDate day,
      LocalTime time) {
    var moment = day.atTime(time).atZone(zone).toInstant();
    String intent = "past-" + wishes++;
    var unused = journal.append(new JournalEntry.Asked(moment, intent, actor, "", null));
    last = journal.append(new JournalEntry.Changed(moment, device, attribute, null, value, intent));
  }

  /**
   * Writes into the store of a hub that does not run.
   *
   * @param arguments the folder of the store, the person, the lamp, how many weeks
   */
  public static void main(String[] arguments) {
    if (arguments.length != 4) {
      System.err.println("Usage: PastWeeks STORE PERSON LAMP WEEKS");
      System.exit(2);
    }
    ZoneId zone = ZoneId.systemDefault();
    try (SqliteStore store = new SqliteStore(Path.of(arguments[0]))) {
      new PastWeeks(store, zone)
          .evenings(
              new PersonId(arguments[1]),
              new DeviceId(arguments[2]),
              LocalDate.now(zone),
              7 * Integer.parseInt(arguments[3]));
    }
  }
}
