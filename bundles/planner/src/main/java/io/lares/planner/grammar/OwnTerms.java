package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.planner.language.LanguagePack;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makers call values and switches that the vocabulary does not know, in all languages at once:
 * a home is named in one language and spoken to in another.
 */
final class OwnTerms {
  private final TextForm form;
  private final Set<String> none = new HashSet<>();
  private final Set<String> least = new HashSet<>();
  private final Set<String> most = new HashSet<>();
  private final Set<String> awake = new LinkedHashSet<>();
  private final Set<String> asleep = new LinkedHashSet<>();
  private final Set<String> runs = new LinkedHashSet<>();

  OwnTerms(Collection<PackWords> languages) {
    this.form = languages.iterator().next().pack().form();
    for (PackWords language : languages) {
      for (LanguagePack.Phrase phrase : language.pack().phrases()) {
        switch (phrase.section()) {
          case "own.none" -> none.add(phrase.text());
          case "own.least" -> least.add(phrase.text());
          case "own.most" -> most.add(phrase.text());
          case "own.awake" -> awake.add(phrase.text());
          case "own.asleep" -> asleep.add(phrase.text());
          case "own.runs" -> runs.add(phrase.text());
          default -> {}
        }
      }
    }
  }

  /** The grades of a choice from least to most: low, medium, high; empty where it has none. */
  List<String> grades(Attribute attribute) {
    if (!attribute.commandable() || !(attribute.kind() instanceof ValueKind.Choice(var values))) {
      return List.of();
    }
    List<String> grades = values.stream().filter(value -> !none.contains(form.of(value))).toList();
    boolean graded =
        grades.size() > 1
            && (least.contains(form.of(grades.getFirst()))
                || most.contains(form.of(grades.getLast())));
    return graded ? grades : List.of();
  }

  /** The value of a choice that means on, or off; null where it has none. */
  @Nullable String switched(List<String> values, boolean on) {
    for (String wanted : on ? awake : asleep) {
      for (String value : values) {
        if (form.of(value).equals(wanted)) {
          return value;
        }
      }
    }
    return null;
  }

  /**
   * The switch of its own that makes a device run: the only one, or the one that is called so by
   * the first of the words for it; or null.
   */
  @Nullable Attribute runs(Device device) {
    List<Attribute> switches = switches(device);
    return switches.size() == 1 ? switches.getFirst() : calledRunning(switches);
  }

  /** The switch of its own that is called so as if it made the device run, or null. */
  @Nullable Attribute calledRunning(Device device) {
    return calledRunning(switches(device));
  }

  private @Nullable Attribute calledRunning(List<Attribute> switches) {
    for (String word : runs) {
      List<Attribute> called = switches.stream().filter(each -> speaks(each, word)).toList();
      if (!called.isEmpty()) {
        return called.size() == 1 ? called.getFirst() : null;
      }
    }
    return null;
  }

  /** What only this device can switch; none where it has a switch that everything has. */
  private static List<Attribute> switches(Device device) {
    List<Attribute> switches = new ArrayList<>();
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (attribute.commandable() && attribute.kind() instanceof ValueKind.Bool) {
          if (Vocabulary.attribute(attribute.id()) != null) {
            return List.of();
          }
          switches.add(attribute);
        }
      }
    }
    return switches;
  }

  private boolean speaks(Attribute attribute, String word) {
    String texts =
        spoken(attribute.id())
            + '|'
            + form.of(attribute.label())
            + '|'
            + form.of(DescribedWords.brief(attribute));
    return Segmenter.mentions(texts, word);
  }

  private String spoken(AttributeId id) {
    return form.of(DescribedWords.apart(id.name()));
  }
}
