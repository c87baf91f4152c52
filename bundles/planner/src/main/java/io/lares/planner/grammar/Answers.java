package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Reading;
import io.lares.home.ValueKind;
import io.lares.kernel.StateView;
import io.lares.planner.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers questions of state. Changes nothing. */
final class Answers {
  private static final AttributeId LOCATION = AttributeId.parse("Person.location");
  private static final int MOST_READINGS = 4;

  private final Home home;
  private final StateView state;
  private final Subjects subjects;
  private final Facts facts;
  private final Speech speech;

  Answers(Home home, StateView state, Subjects subjects, Speech speech) {
    this.home = home;
    this.state = state;
    this.subjects = subjects;
    this.facts = new Facts(state);
    this.speech = speech;
  }

  /** What a question asks for. */
  enum Kind {
    IS,
    WHICH,
    MANY,
    WHAT,
    WHERE
  }

  String answer(Kind kind, boolean any, boolean all, Clause clause) {
    if (kind == Kind.WHERE) {
      return where(clause);
    }
    subjects.settle(clause);
    Function<Device, @Nullable Boolean> test = denied(test(clause), clause);
    boolean compares = clause.compare != null && clause.number != null;
    boolean chosen = clause.choice != null || clause.mode != null;
    boolean feature = clause.feature != null && !chosen || !clause.hints.isEmpty();
    boolean value =
        !chosen && !clause.described.isEmpty() && (kind == Kind.WHAT || !switched(clause));
    if (test == null || !compares && (feature || value)) {
      return readings(clause);
    }
    List<Device> asked = subjects.asked(clause, device -> test.apply(device) != null);
    List<Device> known = Targets.filter(asked, device -> test.apply(device) != null);
    if (known.isEmpty() && (kind == Kind.WHAT || !clause.described.isEmpty())) {
      return readings(clause);
    }
    if (known.isEmpty()) {
      return asked.isEmpty()
          ? speech.say("answer.unclear")
          : speech.say("answer.unknown", speech.names(asked));
    }
    List<Device> yes = Targets.filter(known, device -> Boolean.TRUE.equals(test.apply(device)));
    List<Device> no = Targets.filter(known, device -> Boolean.FALSE.equals(test.apply(device)));
    if (clause.rooms && (kind == Kind.WHICH || kind == Kind.MANY)) {
      return rooms(kind, yes);
    }
    return switch (kind) {
      case WHICH ->
          yes.isEmpty() ? speech.say("answer.none") : speech.say("answer.list", names(yes));
      case MANY ->
          yes.isEmpty()
              ? speech.say("answer.many.zero")
              : speech.say("answer.many", yes.size(), names(yes));
      default -> yesOrNo(any, all, yes, no, clause);
    };
  }

  /** True where an attribute of its own that a clause names is either so or not. */
  private boolean switched(Clause clause) {
    return home.devices().stream()
        .flatMap(device -> clause.described.stream().map(device::attribute))
        .anyMatch(attribute -> attribute != null && attribute.kind() instanceof ValueKind.Bool);
  }

  private String rooms(Kind kind, List<Device> devices) {
    List<String> names =
        devices.stream()
            .flatMap(device -> Stream.ofNullable(device.area()))
            .distinct()
            .flatMap(id -> Stream.ofNullable(home.area(id)))
            .map(speech::name)
            .toList();
    if (names.isEmpty()) {
      return speech.say(kind == Kind.MANY ? "answer.many.zero" : "answer.none");
    }
    return kind == Kind.MANY
        ? speech.say("answer.many", names.size(), speech.values(names))
        : speech.say("answer.list", speech.values(names));
  }

  private String yesOrNo(
      boolean any, boolean all, List<Device> yes, List<Device> no, Clause clause) {
    if ((any || "occupied".equals(clause.state) && !clause.denied) && !all) {
      return yes.isEmpty()
          ? speech.say("answer.no.none")
          : speech.say("answer.yes", states(yes, clause));
    }
    if (no.isEmpty()) {
      return yes.size() > 1
          ? speech.say("answer.yes.all")
          : speech.say("answer.yes", states(yes, clause));
    }
    return speech.say("answer.no", states(no, clause));
  }

  private String names(List<Device> devices) {
    return speech.list(devices.stream().limit(30).toList());
  }

  /** "The back door is unlocked", from what was observed. */
  private String states(List<Device> devices, Clause clause) {
    return speech.states(devices.stream().limit(5).toList(), device -> stateOf(device, clause));
  }

  private String stateOf(Device device, Clause clause) {
    for (AttributeId id : facts.looksAt(device, clause)) {
      Attribute attribute = device.attribute(id);
      Reading reading = attribute == null ? null : state.reading(device.id(), id);
      if (attribute != null && reading != null) {
        return speech.phrase(id, reading.value(), attribute);
      }
    }
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        Reading reading = state.reading(device.id(), attribute.id());
        if (reading != null) {
          return speech.phrase(attribute.id(), reading.value(), attribute);
        }
      }
    }
    return "";
  }

  /** "Which lamps are not on?" */
  private static @Nullable Function<Device, @Nullable Boolean> denied(
      @Nullable Function<Device, @Nullable Boolean> test, Clause clause) {
    if (test == null || clause.negated == clause.denied) {
      return test;
    }
    return device -> {
      Boolean so = test.apply(device);
      return so == null ? null : !so;
    };
  }

  private @Nullable Function<Device, @Nullable Boolean> test(Clause clause) {
    if (clause.compare != null && clause.number != null) {
      return device -> {
        Condition check = Conditions.compared(device, clause);
        return check == null ? null : (Boolean) check.holds(state);
      };
    }
    boolean says = clause.state != null || clause.settled() || Facts.tells(clause);
    return says ? device -> facts.is(device, clause) : null;
  }

  private String where(Clause clause) {
    for (Device device : subjects.asked(clause, device -> device.attribute(LOCATION) != null)) {
      Reading reading = state.reading(device.id(), LOCATION);
      if (reading != null) {
        String key = "state." + reading.value();
        boolean known = !speech.say(key).equals(key);
        return known
            ? speech.say("answer.person", speech.name(device), speech.say(key))
            : speech.say("answer.person.at", speech.name(device), reading.value());
      }
    }
    for (Device device : subjects.asked(clause, device -> true)) {
      var area = device.area() == null ? null : home.area(device.area());
      if (area != null) {
        return speech.say("answer.value", speech.name(device), speech.name(area));
      }
    }
    return speech.say("answer.unclear");
  }

  /** "What is the temperature in the kitchen?" */
  private String readings(Clause clause) {
    List<AttributeId> ids = new ArrayList<>(clause.described);
    ids.addAll(clause.hints);
    if (clause.feature != null) {
      ids.addAll(clause.feature.read());
    }
    if (clause.feature == Feature.TEMPERATURE && clause.outside()) {
      ids.add(Ids.OUTSIDE);
    }
    Predicate<Device> has =
        device -> ids.isEmpty() || ids.stream().anyMatch(id -> device.attribute(id) != null);
    List<Device> devices = Targets.filter(subjects.asked(clause, has), has);
    if (devices.isEmpty() && clause.targets.stream().allMatch(Target::unnamed)) {
      // "How much power do the panels give": only the words of the reading are known.
      Set<AttributeId> own = clause.hints.isEmpty() ? clause.described : clause.hints;
      devices =
          Targets.filter(
              home.devices(), device -> own.stream().anyMatch(id -> device.attribute(id) != null));
    }
    if (devices.isEmpty()) {
      return speech.say("answer.unclear");
    }
    List<String> texts = new ArrayList<>();
    for (Device device : devices.subList(0, Math.min(MOST_READINGS, devices.size()))) {
      List<String> values = values(device, ids);
      texts.add(
          values.isEmpty()
              ? speech.say("answer.unknown", speech.name(device))
              : speech.say("answer.value", speech.name(device), speech.values(values)));
    }
    return speech.join(texts);
  }

  private List<String> values(Device device, List<AttributeId> ids) {
    List<String> values = new ArrayList<>();
    List<AttributeId> wanted = new ArrayList<>(ids);
    if (wanted.isEmpty()) {
      device.capabilities().forEach(each -> each.attributes().forEach(a -> wanted.add(a.id())));
    }
    boolean weather = device.attribute(AttributeId.parse("Weather.condition")) != null;
    for (AttributeId id : wanted) {
      Attribute attribute = device.attribute(id);
      Reading reading = attribute == null ? null : state.reading(device.id(), id);
      if (attribute != null && reading != null) {
        values.add(speech.reading(id, reading.value(), attribute));
        if (!ids.isEmpty() && !weather) {
          break;
        }
      }
    }
    return values;
  }
}
