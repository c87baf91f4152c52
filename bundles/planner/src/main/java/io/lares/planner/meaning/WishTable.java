package io.lares.planner.meaning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What wishes may come to, in no language: the resource {@code wishes.txt}, whose first lines say
 * how it is written.
 *
 * @param options by the wish's name, likeliest first
 */
record WishTable(SequencedMap<String, List<Option>> options) {
  /**
   * One thing that a wish may come to.
   *
   * @param deed null for a scene of about the same name
   */
  record Option(@Nullable Deed deed, Trust trust) {
    static final String SCENE = "scene";

    /** The key of its sentence. */
    String key() {
      return deed == null ? SCENE : deed.name();
    }
  }

  /** Whether something may be done without asking. */
  enum Trust {
    /** It is what nearly everybody means where it applies. */
    SURE,
    /** The same where nothing else applies. */
    ALONE,
    ASK
  }

  static WishTable load() {
    Map<String, Deed> deeds = new LinkedHashMap<>();
    SequencedMap<String, List<Option>> wishes = new LinkedHashMap<>();
    for (String line : Resource.lines("wishes.txt")) {
      if (line.startsWith("deed ")) {
        Deed deed = Deed.parse(line.substring("deed ".length()));
        deeds.put(deed.name(), deed);
        continue;
      }
      int equals = line.indexOf('=');
      if (!line.startsWith("wish ") || equals < 0) {
        throw new IllegalStateException("neither a deed nor a wish: " + line);
      }
      List<Option> options = new ArrayList<>();
      for (String word : line.substring(equals + 1).strip().split(" +")) {
        Trust trust =
            word.endsWith("!") ? Trust.SURE : word.endsWith("~") ? Trust.ALONE : Trust.ASK;
        String name = trust == Trust.ASK ? word : word.substring(0, word.length() - 1);
        Deed deed = deeds.get(name);
        if (deed == null && !name.equals(Option.SCENE)) {
          throw new IllegalStateException("there is no deed '" + name + "'");
        }
        options.add(new Option(deed, trust));
      }
      wishes.put(line.substring("wish ".length(), equals).strip(), List.copyOf(options));
    }
    return new WishTable(wishes);
  }
}
