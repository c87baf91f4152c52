package io.lares.automations;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Place;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The home's automations. An OSGi service. Safe from any thread. */
public interface Automations {
  /** The most rules. */
  int MOST = 5_000;

  /** All rules, by their names. */
  List<Automation> all();

  Optional<Automation> find(String id);

  /**
   * Keeps a rule, new or instead of the one with its id; what ran goes on. Returns once the rule
   * survives {@code kill -9}.
   *
   * @throws IllegalArgumentException where it can't be kept, in words that say what to do: a cron
   *     expression that is none, the sun without the home's place, what its maker may not do, what
   *     opens the home without a confirmation
   * @throws java.io.UncheckedIOException where the store can't write
   */
  void save(Automation automation);

  /** Forgets a rule and its traces; false where there is none of this id. */
  boolean remove(String id);

  /** Switches a rule on or off; false where there is none of this id. */
  boolean enable(String id, boolean on);

  /** Runs a rule's steps now, whatever its triggers and conditions; false where there is none. */
  boolean run(String id, Actor by);

  /**
   * What a rule would do if it were triggered now; nothing is sent and nothing is kept.
   *
   * @throws IllegalArgumentException as for {@link #save}
   */
  DryRun dryRun(Automation automation, Locale language);

  /**
   * What would happen.
   *
   * @param holds whether its conditions hold now
   * @param seen what they look at
   * @param next when it is due next, for triggers of time; empty where there are none
   * @param words the rule in words
   * @param missing names of devices in it that the home does not have
   */
  record DryRun(
      boolean holds,
      List<Trace.Seen> seen,
      Optional<Instant> next,
      String words,
      List<String> missing) {}

  /** What a rule was triggered for lately, newest first; some dozens are kept for each. */
  List<Trace> traces(String id);

  /** Why an attribute is as it is, in one sentence, in English or Chinese. */
  String why(DeviceId device, AttributeId attribute, Locale language);

  /** Why a rule ran or did not run at that time, in one sentence. */
  String told(Trace trace, Locale language);

  /** A rule in words, as it is shown to people, in English or Chinese. */
  String words(Automation automation, Locale language);

  /** One rule as YAML, as a person edits it. */
  String written(Automation automation);

  /**
   * Reads one rule from YAML or JSON, as {@link #written} writes it.
   *
   * @throws IllegalArgumentException where it is none, in words that say what to do
   */
  Automation read(String text, Automation.Origin origin);

  /** All rules as one YAML document. */
  String exported();

  /**
   * Takes rules from a YAML document: those with an id that is there replace it, the others stay.
   * All are kept or none.
   *
   * @param yaml at most 1 MiB
   * @param by becomes the maker of each
   * @return how many there were
   * @throws IllegalArgumentException with the place in the document, in words that say what to do
   */
  int imported(String yaml, Actor by);

  /** Where the home is; empty where nobody has said. */
  Optional<Place> place();

  ZoneId zone();

  /** Says where the home is and in which zone its clocks go; kept. */
  void live(Place place, ZoneId zone);
}
