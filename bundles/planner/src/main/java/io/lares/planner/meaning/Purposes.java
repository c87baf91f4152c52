package io.lares.planner.meaning;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.language.LanguageException;
import io.lares.language.MeaningIndex.Match;
import io.lares.planner.Situation;
import io.lares.planner.grammar.Explanation;
import io.lares.planner.meaning.WishTable.Trust;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What may be meant by a sentence that wishes for nothing known, among the things that only this
 * home has: those whose own words are near to it. They are never more than asked about.
 */
final class Purposes {
  /** What is in the room is meant rather than what is elsewhere. */
  private static final double HERE = 0.05;

  /** How much nearer it must be where the sentence bids or asks: that may be something else. */
  private static final double BIDDEN = 0.1;

  /** Nothing further behind the nearest is worth a question beside it. */
  private static final double BESIDE = 0.06;

  private final Sense sense;
  private final Readings readings;
  private final Situation situation;
  private final Explanation explanation;

  Purposes(Sense sense, Readings readings, Situation situation, Explanation explanation) {
    this.sense = sense;
    this.readings = readings;
    this.situation = situation;
    this.explanation = explanation;
  }

  /**
   * Devices of no known kind whose names say that they help with a wish: a plug-in heater, where it
   * is cold.
   */
  List<Readings.Proposal> helping(List<String> wishes)
      throws LanguageException, InterruptedException {
    List<Readings.Proposal> proposals = new ArrayList<>();
    for (String wish : wishes) {
      for (String means : sense.book().means().getOrDefault(wish, List.of())) {
        for (Match<Purpose> match : sense.purposes(means, situation.home())) {
          Device device = situation.home().device(match.label().device());
          boolean near =
              match.label().attribute() == null && match.cosine() >= sense.levels().word().ask();
          if (device != null && near && serves(device)) {
            String said = sense.book().say("purpose-on", explanation.name(device));
            readings.propose(said, Trust.ASK, device::equals, proposals);
          }
        }
      }
    }
    return proposals;
  }

  /** True where a device is off and could do something here. */
  private boolean serves(Device device) {
    boolean there = readings.places().isEmpty() || device.area() == null || here(device);
    return there && off(device, Vocabulary.ON_OFF);
  }

  /** How near a device is, and the nearest of its attributes. */
  private record Candidate(Device device, double nearness, List<AttributeId> attributes) {}

  /** Things that may be done, likeliest first; empty where nothing is near. */
  List<Readings.Proposal> of(String sentence) throws LanguageException, InterruptedException {
    List<Readings.Proposal> proposals = new ArrayList<>();
    boolean bidden = explanation.bids() && !explanation.named().isEmpty();
    if (sense.elsewhen(sentence) || bidden || explanation.values()) {
      return proposals;
    }
    List<Candidate> candidates = candidates(sentence);
    for (Candidate candidate : candidates) {
      if (candidate.nearness() >= candidates.getFirst().nearness() - BESIDE) {
        propose(candidate, proposals);
      }
    }
    return proposals;
  }

  private List<Candidate> candidates(String sentence)
      throws LanguageException, InterruptedException {
    boolean strict = explanation.bids() || explanation.question();
    double least = sense.levels().purpose() + (strict ? BIDDEN : 0);
    Map<DeviceId, Candidate> byDevice = new LinkedHashMap<>();
    for (Match<Purpose> match : sense.purposes(sentence, situation.home())) {
      Device device = situation.home().device(match.label().device());
      if (device == null || match.cosine() < least || !meant(device)) {
        continue;
      }
      double nearness = match.cosine() + (here(device) ? HERE : 0);
      Candidate candidate =
          byDevice.computeIfAbsent(
              device.id(), ignored -> new Candidate(device, nearness, new ArrayList<>()));
      AttributeId attribute = match.label().attribute();
      if (attribute != null) {
        candidate.attributes().add(attribute);
      }
    }
    List<Candidate> candidates = new ArrayList<>(byDevice.values());
    candidates.sort((a, b) -> Double.compare(b.nearness(), a.nearness()));
    return candidates;
  }

  /** Where the sentence names devices, only they are meant. */
  private boolean meant(Device device) {
    return explanation.named().isEmpty() || explanation.named().contains(device.id());
  }

  private boolean here(Device device) {
    return device.area() != null && readings.places().contains(device.area());
  }

  /**
   * What can be done with a device as it is: what the sentence is nearest to, or switching it on.
   */
  private void propose(Candidate candidate, List<Readings.Proposal> to) {
    Device device = candidate.device();
    String name = explanation.name(device);
    Predicate<Device> meant = device::equals;
    if (off(device, Vocabulary.ON_OFF)) {
      readings.propose(sense.book().say("purpose-on", name), Trust.ASK, meant, to);
    }
    List<AttributeId> ids =
        candidate.attributes().isEmpty()
            ? Purpose.own(device).stream().map(Attribute::id).toList()
            : candidate.attributes();
    for (AttributeId id : ids) {
      Attribute attribute = device.attribute(id);
      if (attribute == null) {
        continue;
      }
      for (String key : keys(device, attribute)) {
        String said = sense.book().say(key, name, explanation.name(attribute));
        readings.propose(said, Trust.ASK, meant, to);
      }
    }
  }

  private List<String> keys(Device device, Attribute attribute) {
    return switch (attribute.kind()) {
      case ValueKind.Bool bool when off(device, attribute.id()) -> List.of("purpose-flag");
      case ValueKind.Number number -> List.of("purpose-more", "purpose-less");
      default -> List.of();
    };
  }

  private boolean off(Device device, AttributeId id) {
    Reading reading = situation.state().reading(device.id(), id);
    return reading != null && reading.value().equals(Value.of(false));
  }
}
