package io.lares.planner.meaning;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Risk;
import io.lares.language.LanguageException;
import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.grammar.Explanation;
import io.lares.planner.meaning.WishTable.Trust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a vague wish comes to in the home as it is: sentences that the grammar understands and that
 * do, by its own word, just what is meant.
 */
final class Readings {
  private static final AttributeId OCCUPIED = AttributeId.parse("Occupancy.occupied");
  private static final int MOST_NAMES = 3;

  /** Where the place is not known; more could not be asked about. */
  private static final int MOST_ROOMS = 3;

  private final Planner grammar;
  private final Map<String, List<Proposal>> known = new HashMap<>();
  private final Sense sense;
  private final Request request;
  private final Situation situation;
  private final Explanation explanation;
  private final Home home;
  private final Set<AreaId> places;

  Readings(
      Planner grammar, Sense sense, Request request, Situation situation, Explanation explanation) {
    this.grammar = grammar;
    this.sense = sense;
    this.request = request;
    this.situation = situation;
    this.explanation = explanation;
    this.home = situation.home();
    AreaId here = request.area();
    this.places =
        !explanation.places().isEmpty()
            ? explanation.places()
            : here != null && home.area(here) != null ? Set.of(here) : Set.of();
  }

  /**
   * One thing that may be meant.
   *
   * @param trust {@code ASK} where the place is not known or it is more than a comfort
   */
  record Proposal(String sentence, Plan plan, Trust trust) {}

  /** What may be done without asking, or null where that is nothing or not one thing alone. */
  static @Nullable Proposal sure(List<Proposal> proposals) {
    List<Proposal> sure = proposals.stream().filter(each -> each.trust() == Trust.SURE).toList();
    if (sure.size() == 1) {
      return sure.getFirst();
    }
    boolean alone = proposals.size() == 1 && proposals.getFirst().trust() == Trust.ALONE;
    return alone ? proposals.getFirst() : null;
  }

  /** The rooms that the sentence names, or else the one that the speaker is in. */
  Set<AreaId> places() {
    return places;
  }

  /** What a wish may come to here, likeliest first; empty where nothing here helps. */
  List<Proposal> of(String wish) throws LanguageException, InterruptedException {
    List<Proposal> before = known.get(wish);
    if (before != null) {
      return before;
    }
    List<Proposal> proposals = new ArrayList<>();
    for (WishTable.Option option : sense.table().options().getOrDefault(wish, List.of())) {
      Deed deed = option.deed();
      if (deed == null) {
        scenes(wish, option, proposals);
      } else {
        deed(deed, option, proposals);
      }
    }
    known.put(wish, proposals);
    return proposals;
  }

  private void scenes(String wish, WishTable.Option option, List<Proposal> to)
      throws LanguageException, InterruptedException {
    for (Device device : home.devices()) {
      boolean scene = device.type() == DeviceType.SCENE || device.type() == DeviceType.SCRIPT;
      if (scene && sense.about(wish, device, home)) {
        String text = sense.book().say(option.key(), explanation.name(device));
        propose(text, option.trust(), List.of(device)::contains, to);
      }
    }
  }

  private void deed(Deed deed, WishTable.Option option, List<Proposal> to) {
    List<Device> fitting = preferNamed(fitting(deed));
    if (fitting.isEmpty()) {
      return;
    }
    if (deed.house()) {
      propose(sense.book().say(option.key()), Trust.ASK, deed.kind()::includes, to);
      return;
    }
    int found = 0;
    for (AreaId place : places.isEmpty() ? rooms(fitting) : places) {
      if (places.isEmpty() && found >= MOST_ROOMS) {
        break;
      }
      List<Device> there = keep(fitting, device -> place.equals(device.area()));
      if (!there.isEmpty() && (!deed.all() || there.size() == kind(deed, place).size())) {
        found++;
        spoken(deed, option, there, home.area(place), places.isEmpty(), to);
      }
    }
    if (found == 0 && !places.isEmpty() && deed.wide() && fitting.size() == 1) {
      spoken(deed, option, fitting, null, true, to);
    }
  }

  private List<Device> fitting(Deed deed) {
    return home.devices().stream().filter(device -> deed.fits(device, situation.state())).toList();
  }

  /** Those that the sentence speaks of, in its place; all where it speaks of none of them. */
  private List<Device> preferNamed(List<Device> devices) {
    List<Device> named =
        keep(
            devices,
            device ->
                explanation.named().contains(device.id())
                    && (places.isEmpty()
                        || device.area() != null && places.contains(device.area())));
    return named.isEmpty() ? devices : named;
  }

  private List<Device> kind(Deed deed, AreaId place) {
    return home.devicesIn(place).stream().filter(deed.kind()::includes).toList();
  }

  /** Where the devices are, rooms with somebody in them first. */
  private Set<AreaId> rooms(List<Device> devices) {
    Set<AreaId> rooms = new LinkedHashSet<>();
    Set<AreaId> others = new LinkedHashSet<>();
    for (Device device : devices) {
      AreaId area = device.area();
      if (area != null) {
        (occupied(area) ? rooms : others).add(area);
      }
    }
    rooms.addAll(others);
    return rooms;
  }

  private boolean occupied(AreaId area) {
    Deed.Is occupied = new Deed.Is(OCCUPIED, Set.of("true"));
    return home.devicesIn(area).stream()
        .anyMatch(device -> occupied.holds(device, situation.state()));
  }

  /** Puts a deed into words: by the kind and the room where that says it, or else by names. */
  private void spoken(
      Deed deed,
      WishTable.Option option,
      List<Device> devices,
      @Nullable Area place,
      boolean guessed,
      List<Proposal> to) {
    Trust trust = guessed ? Trust.ASK : option.trust();
    List<String> names = devices.stream().map(explanation::name).toList();
    Predicate<Device> named = devices::contains;
    if (devices.size() > 1 && place != null) {
      String several = sense.book().several(deed.kind());
      String text = sense.book().say("place", several, explanation.name(place));
      Predicate<Device> there =
          device -> deed.kind().includes(device) && place.id().equals(device.area());
      if (propose(sense.book().say(option.key(), text), trust, there, to)) {
        return;
      }
    }
    if (names.size() <= MOST_NAMES) {
      String text = explanation.pack().list("list", names);
      propose(sense.book().say(option.key(), text), trust, named, to);
    }
  }

  /** Takes a sentence on if the grammar would do with it what is meant, and nothing else. */
  boolean propose(String sentence, Trust trust, Predicate<Device> meant, List<Proposal> to) {
    Plan plan = grammar.plan(again(sentence), alone());
    if (!only(plan, meant)) {
      return false;
    }
    if (to.stream().noneMatch(other -> other.plan().steps().equals(plan.steps()))) {
      to.add(new Proposal(sentence, plan, harmless(plan, home) ? trust : Trust.ASK));
    }
    return true;
  }

  private Request again(String sentence) {
    return new Request(sentence, explanation.pack().locale(), request.speaker(), request.area());
  }

  private Situation alone() {
    return situation.after(null);
  }

  private boolean only(Plan plan, Predicate<Device> meant) {
    boolean any = false;
    for (Step step : plan.steps()) {
      if (!(step instanceof Step.Act act)) {
        return false;
      }
      for (Command command : act.commands()) {
        Device device = home.device(command.device());
        if (device == null || !meant.test(device)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /** True where nothing in a plan is more than a comfort. */
  static boolean harmless(Plan plan, Home home) {
    for (Step step : plan.all()) {
      for (Command command : step.sends()) {
        DeviceId id = command.device();
        Device device = home.device(id);
        if (device == null || device.risk(command.attribute()) != Risk.COMFORT) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Device> keep(List<Device> devices, Predicate<Device> test) {
    return devices.stream().filter(test).toList();
  }
}
